"""Wrong usage and help in Chinese; the toolkit says both in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

import typer
from typer.core import TyperCommand, TyperGroup

from ynreview.kernel.errors import UsageError
from ynreview.messages import sentence

# the toolkit's own class, or that of the package it once stood on: the parent tells them apart
WrongUsage = cast("type[Exception]", typer.BadParameter.__base__)
F = TypeVar("F", bound=Callable[..., Any])
_WORDS = (
    ("Show this message and exit.", "显示用法"),
    ("Usage: ", "用法："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("[required]", "（必填）"),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 …"),
)
_KINDS = re.compile(r" <(?:list\[)?(path|str|int|Path)\]?>")
_DEFAULT = re.compile(r"\[default: (.+?)\]")
_QUOTED = re.compile(r"['(](.+?)[')]")


class _Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


class _Group(TyperGroup):
    """A group of commands whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


class Commands(typer.Typer):
    """Commands of one duty; called without one of them it shows what there is."""

    def __init__(self, text: str) -> None:
        super().__init__(
            cls=_Group,
            help=text,
            no_args_is_help=True,
            add_completion=False,
            pretty_exceptions_enable=False,
            rich_markup_mode=None,
        )

    def command(self, name: str | None = None, **settings: Any) -> Callable[[F], F]:
        """Register a command under a name."""
        return super().command(name, cls=_Command, **settings)


def is_help(error: Exception) -> bool:
    """Whether nothing is wrong but that no command was given, so that the help was meant."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_error(error: Any) -> UsageError:
    """Return what is wrong with a call as an error with a Chinese sentence."""
    where = error.ctx.command_path if error.ctx is not None else "ynreview"
    return UsageError("cli.wrong_usage", command=where, detail=_detail(error))


def _detail(error: Any) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return sentence("cli.no_such_option", option=error.option_name)
    if kind == "BadOptionUsage":
        return sentence("cli.option_needs_value", option=error.option_name)
    if kind == "MissingParameter":
        return sentence("cli.parameter_missing", name=_name(error))
    if kind == "BadParameter":
        return sentence("cli.parameter_wrong", name=_name(error), choices=_choices(error))
    quoted = _QUOTED.findall(error.format_message())
    return sentence("cli.unknown_word", word=quoted[-1] if quoted else "")


def _name(error: Any) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    options = [name for name in error.param.opts if name.startswith("--")]
    return options[0] if options else str(error.param.metavar or error.param.name)


def _choices(error: Any) -> str:
    described = getattr(error.param, "type_descriptor", getattr(error.param, "type", None))
    choices = getattr(described, "choices", None)
    if not choices:
        return ""
    listed = "、".join(str(getattr(one, "value", one)) for one in choices)
    return sentence("cli.choices", listed=listed)


def _in_chinese(text: str) -> str:
    for english, chinese in _WORDS:
        text = text.replace(english, chinese)
    return _DEFAULT.sub(r"（默认 \1）", _KINDS.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    """Return as many blanks, so that the columns stay where they are."""
    return " " * len(found[0])
