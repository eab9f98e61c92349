"""What the first page knows and does: recent dossiers, sticks, first openings; no widget."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStorageInfo

from ui.dialogs.new_round_words import SHORTEST
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Ground

if TYPE_CHECKING:
    from ui.context import Context
    from ui.tasks import Progress
    from ynreview.app.queries.task_facts import TaskFacts

_RECENT = "recent"
_KEPT = 8
_REMOVABLE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Recent:
    """A dossier worked on lately: expert numbers, never names of other people."""

    path: str
    title: str
    who: str
    at: str


def recents(settings: QSettings) -> list[Recent]:
    """Return the dossiers worked on lately that are still there, the latest first."""
    text = str(settings.value(_RECENT, ""))
    if not text:
        return []
    import json

    try:
        kept = [Recent(**one) for one in json.loads(text)]
    except (ValueError, TypeError):
        return []
    return [one for one in kept if Path(one.path).is_file()]


def remember(settings: QSettings, recent: Recent) -> None:
    """Put a dossier first among those worked on lately."""
    others = [one for one in recents(settings) if one.path != recent.path]
    _keep(settings, [recent, *others][:_KEPT])


def forget(settings: QSettings, path: str) -> None:
    """Take a dossier off the list; the file itself stays."""
    _keep(settings, [one for one in recents(settings) if one.path != path])


def _keep(settings: QSettings, kept: list[Recent]) -> None:
    import json

    text = json.dumps([asdict(one) for one in kept], ensure_ascii=False)
    settings.setValue(_RECENT, text)


def packages_on_sticks() -> list[Path]:
    """Return the packages at the top of every mounted stick; names only, nothing is read."""
    found: list[Path] = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if not volume.isReady() or not _is_stick(root):
            continue
        try:
            found.extend(sorted(Path(root).glob("*.ynr")))
        except OSError:
            continue
    return found


def _is_stick(root: str) -> bool:
    """Whether a volume is where sticks are: a drive letter but the system's, or a media folder."""
    if root[1:2] == ":":
        return not root.upper().startswith("C")
    return root.startswith(_REMOVABLE)


def is_acceptable(pin: str, again: str) -> bool:
    """Whether a new 口令 may be used: long enough, and typed the same twice."""
    return len(pin) >= SHORTEST and pin == again


def dossier_path(folder: Path, facts: TaskFacts) -> Path:
    """Return where the dossier of a task is to lie; an earlier one is never overwritten."""
    duty = "chair" if facts.leads else facts.expert
    return _free(folder, f"{facts.round_id}-{duty}")


def _free(folder: Path, name: str) -> Path:
    path = folder / f"{name}.ynd"
    count = 2
    while path.exists():
        path = folder / f"{name}-{count}.ynd"
        count += 1
    return path


def restored(context: Context, backup: Path, pin: str) -> str:
    """Lay a backup beside the dossiers of this machine and open it; return why not, else ""."""
    from ynreview.app.upkeep import restore_dossier
    from ynreview.messages import explain_error

    target = _free(context.data, backup.stem)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        restore_dossier(backup, target, pin)
        context.open_with_pin(target, pin)
    except YnReviewError as error:
        return explain_error(error)
    return ""


def open_first(
    package: Path, target: Path, pin: str, facts: TaskFacts, recusals: dict[str, tuple[Ground, str]]
) -> str:
    """Make the dossier of a task and declare the recusals; returns the 身份核对码.

    Raises YnReviewError when the package is refused; nothing is left of the dossier then.
    """
    from ynreview.app import commands as c
    from ynreview.app.opening import open_desk, open_task
    from ynreview.app.session import ReviewSession
    from ynreview.app.work import Surroundings

    target.parent.mkdir(parents=True, exist_ok=True)
    make = open_desk if facts.leads else open_task
    made = make(package, target, pin, Surroundings.real())
    if recusals:
        with ReviewSession.open(target, pin) as session:
            for entry, (ground, note) in recusals.items():
                session.execute(c.DeclareRecusal(entry, ground, note))
    return str(made.data["key_code"])


@dataclass(frozen=True, slots=True)
class DemoDesks:
    """The two desks of the example round that one can sit down at."""

    expert: Recent
    chair: Recent
    pin: str


def build_demo(folder: Path, progress: Progress) -> DemoDesks:
    """Build the example round; the expert who stayed away is left to practise with."""
    from ynreview.app.demo import Demo, open_practice, run_demo

    count = 0

    def tell(text: str) -> None:
        nonlocal count
        progress.tell(text, count, Demo.STEPS)
        count += 1

    done = run_demo(folder, Demo(), tell)
    practice = open_practice(folder)
    title = "2026年度后评估（示例）"
    return DemoDesks(
        Recent(str(practice), title, "专家 E05", ""),
        Recent(str(done.data["chair"]), title, "组长 E01", ""),
        str(done.data["pin"]),
    )
