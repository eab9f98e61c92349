"""Options that many commands share, and the 口令 from file, environment or prompt."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ynreview.kernel.errors import UsageError, YnReviewError

if TYPE_CHECKING:
    from ynreview.app.session import ReviewSession

PIN_VARIABLE = "YNREVIEW_PIN"
NEW_PIN_VARIABLE = "YNREVIEW_NEW_PIN"

AsJson = Annotated[bool, typer.Option("--json", help="只在标准输出写一个 JSON 对象")]
PinFile = Annotated[
    Path | None, typer.Option("--pin-file", help="口令文件（首行）；也可用环境变量 YNREVIEW_PIN")
]
DossierPath = Annotated[Path, typer.Argument(metavar="DOSSIER", help="会次文件或本机评审数据")]


def pin_of(pin_file: Path | None, *, fresh: bool = False) -> str:
    """Return the 口令; a fresh one is asked for twice at the prompt."""
    if pin_file is not None:
        return _from_file(pin_file)
    given = os.environ.get(PIN_VARIABLE, "")
    if given:
        return given
    return _prompted(fresh=fresh)


def new_pin_of(pin_file: Path | None) -> str:
    """Return the 口令 that shall replace the present one, never the present one's own source."""
    if pin_file is not None:
        return _from_file(pin_file)
    given = os.environ.get(NEW_PIN_VARIABLE, "")
    if given:
        return given
    return _prompted(fresh=True)


def _prompted(*, fresh: bool) -> str:
    if not sys.stdin.isatty():
        raise UsageError("cli.pin_missing")
    pin = getpass.getpass("口令：", stream=sys.stderr)
    if not pin:
        raise UsageError("cli.pin_missing")
    if fresh and getpass.getpass("再输一次口令：", stream=sys.stderr) != pin:
        raise UsageError("cli.pins_differ")
    return pin


def opened(dossier: Path, pin_file: Path | None) -> ReviewSession:
    """Open a dossier with its 口令; to be closed by ``with``."""
    from ynreview.app.session import ReviewSession

    return ReviewSession.open(dossier, pin_of(pin_file))


def _from_file(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise YnReviewError("cli.pin_file_unreadable", file=path.name) from error
    if not lines or not lines[0].strip():
        raise UsageError("cli.pin_empty", file=path.name)
    return lines[0].strip()
