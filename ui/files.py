"""The system's own dialogs for files and folders, asked in Chinese."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Files


def _open_one(parent: QWidget, title: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def _open_many(parent: QWidget, title: str, kinds: str) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in names]


def _save_one(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return Path(chosen) if chosen else None


def _folder(parent: QWidget, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


REAL_FILES = Files(_open_one, _open_many, _save_one, _folder)
