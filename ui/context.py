"""What every screen is given: the workspace, the workers, the look, and a way to move on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from ui.cover import Cover
from ui.tasks import Tasks
from ui.theme.appearance import Look
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Files:
    """How files are asked for; tests give their own answers."""

    open_one: Callable[[QWidget, str, str], Path | None]
    open_many: Callable[[QWidget, str, str], list[Path]]
    save_one: Callable[[QWidget, str, str, str], Path | None]
    folder: Callable[[QWidget, str], Path | None]


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every screen in its ``__init__``; nothing is looked up globally.

    ``data`` is the folder where new dossiers are made. ``go`` shows a screen by its id,
    ``open_file`` recognises any package or dossier and goes to the right place,
    ``open_with_pin`` opens a dossier and raises YnReviewError when it cannot, ``say`` puts a
    sentence into the status line.
    """

    workspace: Workspace
    tasks: Tasks
    look: Look
    files: Files
    settings: QSettings
    data: Path
    go: Callable[[str], None]
    open_file: Callable[[Path], None]
    open_with_pin: Callable[[Path, str], None]
    say: Callable[[str], None]
    cover: Cover = field(default_factory=Cover)
