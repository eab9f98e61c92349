"""One stick after another without a click between: whose turn it is, and which stick is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class StickRun:
    """``waiting`` are (编号, 姓名) still to be written, the present one first.

    A stick that is in already when the run begins is not written: nobody meant it. ``left`` are
    the sticks that stay untouched until they are pulled.
    """

    waiting: list[tuple[str, str]]
    left: set[Path] = field(default_factory=set)
    writing: Path | None = None

    @classmethod
    def begin(cls, waiting: Iterable[tuple[str, str]], present: Sequence[Path]) -> StickRun:
        """Return a run for these experts; sticks that are present stay untouched."""
        return cls(list(waiting), set(present))

    @property
    def over(self) -> bool:
        """Whether everyone has a package."""
        return not self.waiting

    @property
    def wanted(self) -> str:
        """The sentence that asks for the next stick."""
        code, name = self.waiting[0]
        return f"请插入下一个 U 盘：{code} {name}"

    @property
    def hint(self) -> str:
        """What to know before: a stick that is in already is not written."""
        return (
            "现在插着的 U 盘不会再写，请先拔出。" if self.left else "插入后自动写入，不用再按按钮。"
        )

    def look(self, present: Sequence[Path]) -> Path | None:
        """Return the stick that was just put in, None while there is none."""
        here = set(present)
        self.left &= here
        if self.writing is not None or self.over:
            return None
        fresh = sorted(here - self.left)
        if not fresh:
            return None
        self.writing = fresh[0]
        return self.writing

    def written(self) -> None:
        """Go on to the next expert; the stick may be pulled."""
        self.waiting.pop(0)
        self.set_aside()

    def set_aside(self) -> None:
        """Leave the stick alone until it is pulled; the same expert waits for another one."""
        assert self.writing is not None
        self.left.add(self.writing)
        self.writing = None
