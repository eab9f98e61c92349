"""Where one can go, by duty; a screen is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from ui.context import Context
from ui.screen import Screen
from ynreview.kernel.terms import Duty

ANYONE: frozenset[Duty | None] = frozenset({None, *Duty})
ORGANISER: frozenset[Duty | None] = frozenset({Duty.ORGANISER})
SCORING: frozenset[Duty | None] = frozenset({Duty.EXPERT, Duty.CHAIR})
CHAIR: frozenset[Duty | None] = frozenset({Duty.CHAIR})
WITH_DOSSIER: frozenset[Duty | None] = frozenset(Duty)


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the rail; ``duties`` are those it is shown to, None is no open dossier.

    The module ``ui.screens.<id>.screen`` has a function ``make(context)``.
    """

    id: str
    label: str
    icon: str
    duties: frozenset[Duty | None]

    @property
    def make(self) -> Callable[[Context], Screen]:
        """Return the function that makes the screen."""
        make: Callable[[Context], Screen] = import_module(f"ui.screens.{self.id}.screen").make
        return make


DESTINATIONS = (
    Destination("home", "首页", "house", ANYONE),
    Destination("round", "会次设置", "settings-2", ORGANISER),
    Destination("entries", "参评平台", "table-2", ORGANISER),
    Destination("formal", "形式审查", "clipboard-check", ORGANISER),
    Destination("forms", "评分表", "clipboard-list", ORGANISER),
    Destination("panel", "专家与回避", "users", ORGANISER),
    Destination("issue", "核对与发放", "package", ORGANISER),
    Destination("scoring", "评分", "star", SCORING),
    Destination("overview", "我的总览", "layers", SCORING),
    Destination("submit", "提交", "send", SCORING),
    Destination("collect", "收卷", "inbox", CHAIR),
    Destination("standing", "得分汇总", "list", CHAIR),
    Destination("grading", "评定", "scale", CHAIR),
    Destination("awards", "建议金额", "banknote", CHAIR),
    Destination("opinions", "意见", "message-square-text", CHAIR),
    Destination("sealing", "定稿与封存", "file-check-2", CHAIR),
    Destination("verify", "验证", "shield-check", frozenset({None})),
    Destination("rulebook", "规则", "book-open", ANYONE),
    Destination("journal", "日志", "scroll-text", WITH_DOSSIER),
)


def destinations_for(duty: Duty | None) -> tuple[Destination, ...]:
    """Return where a duty may go, in the order of the rail."""
    return tuple(one for one in DESTINATIONS if duty in one.duties)


def destination(screen_id: str) -> Destination:
    """Return a destination by its id; KeyError when there is none."""
    return {one.id: one for one in DESTINATIONS}[screen_id]
