"""Worked examples put to the test: a rule's kind is asked by the name of its method."""

from inspect import isfunction
from typing import Any, get_type_hints

from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.money import Money
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Kind
from ynreview.rulebook.kinds.amounts import MONEY_UNIT
from ynreview.rulebook.model import Example, Params, Rulebook


class ExampleError(ValueError):
    """An example asks what its rule cannot answer; the message says what."""


def computes(kind: type[Kind]) -> bool:
    """Whether a kind has something to work out, so that its rules need an example."""
    return any(isfunction(member) for name, member in _public(kind))


def worked(rulebook: Rulebook, example: Example) -> Any:
    """Return what the rule of an example answers, as a plain value; money as ``75万元``.

    Raises YnReviewError when the rulebook has no such rule, ExampleError for a wrong question.
    """
    rules = RulesInForce(rulebook, example.on or rulebook.in_force_from)
    return answer(rules.ruling(example.rule, Kind).params, example.ask, example.given)


def answer(params: Kind, ask: str, given: Params) -> Any:
    """Return the plain answer of ``params`` to the question ``ask`` with ``given`` arguments."""
    member = dict(_public(type(params))).get(ask)
    if member is None:
        raise ExampleError(f"{type(params).__name__} cannot be asked {ask}")
    if not isfunction(member):
        return _spoken(getattr(params, ask))
    hints = get_type_hints(member)
    unknown = given.keys() - (hints.keys() - {"return"})
    if unknown:
        raise ExampleError(f"{ask} takes no {min(unknown)}")
    try:
        arguments = {name: _heard(hints[name], value, name) for name, value in given.items()}
        return _spoken(getattr(params, ask)(**arguments))
    except (ValueError, TypeError) as error:
        raise ExampleError(str(error)) from error


def _public(kind: type[Kind]) -> list[tuple[str, Any]]:
    return [
        (name, member)
        for name, member in vars(kind).items()
        if not name.startswith("_") and (isfunction(member) or isinstance(member, property))
    ]


def _heard(hint: Any, value: Any, place: str) -> Any:
    if isinstance(value, str) and value.endswith(MONEY_UNIT):
        return Money.parse_wan(value)
    return from_plain(hint, value, place)


def _spoken(value: Any) -> Any:
    return f"{value.wan}{MONEY_UNIT}" if isinstance(value, Money) else to_plain(value)
