"""The rules of one day and one round: the only way code asks the law a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from ynreview.kernel.codec import CodecError, from_plain, to_plain
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.rulebook.kinds import KINDS, Kind
from ynreview.rulebook.model import Mark, Rule, Rulebook

ROUND_SETTING = "会次设定"
K = TypeVar("K", bound=Kind)
Overrides = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ruling(Generic[K]):
    """The answer of one rule: its parameters, who says so and where.

    ``note`` says as what a 条文理解 reads the text; ``refers_to`` names models, never grounds.
    """

    params: K
    cites: tuple[str, ...]
    mark: Mark
    rule_id: str
    title: str
    note: str = ""
    refers_to: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[str, ...]:
        """The articles as findings name them; a default adds 会次设定."""
        return (*self.cites, ROUND_SETTING) if self.mark is Mark.DEFAULT else self.cites


class RulesInForce:
    """The rules that apply to a round: the wording of its day, defaults replaced by its settings.

    ``day`` is clamped into the window of the rulebook: a round outside it uses the nearest wording.
    ``overrides`` maps the id of a rule to the parameters changed; only defaults may be changed.
    Construction raises YnReviewError for an override that ``check_overrides`` would refuse.
    """

    def __init__(self, rulebook: Rulebook, day: date, overrides: Overrides | None = None) -> None:
        self.rulebook = rulebook
        self.day = min(max(day, rulebook.in_force_from), rulebook.in_force_until)
        self.overrides: Overrides = overrides or {}
        self._rulings: dict[str, Ruling[Any]] = {}
        refused = check_overrides(rulebook, self.overrides)
        if refused:
            first = refused[0]
            raise YnReviewError(first.code, cites="、".join(first.cites), **first.params)

    def ruling(self, rule_id: str, kind: type[K]) -> Ruling[K]:
        """Return what the rule says on the day of the round.

        Raises YnReviewError when the rulebook has no such rule of that kind, no wording of it for
        the day, or two.
        """
        if rule_id not in self._rulings:
            self._rulings[rule_id] = self._decide(rule_id)
        found = self._rulings[rule_id]
        if not isinstance(found.params, kind):
            raise YnReviewError("rulebook.other_kind", rule=rule_id, title=found.title)
        return found

    def _decide(self, rule_id: str) -> Ruling[Any]:
        rule = self.rulebook.rule(rule_id)
        if rule is None:
            raise YnReviewError(
                "rulebook.unknown_rule", rule=rule_id, source=self.rulebook.document
            )
        wordings = rule.versions_on(self.day)
        if len(wordings) != 1:
            code = "rulebook.two_wordings" if wordings else "rulebook.no_wording"
            raise YnReviewError(
                code, rule=rule_id, title=rule.title, cites="、".join(rule.cites), day=str(self.day)
            )
        params = _decoded(rule, wordings[0].params, self.overrides.get(rule_id, {}))
        return Ruling(params, rule.cites, rule.mark, rule.id, rule.title, rule.note, rule.refers_to)


def _decoded(rule: Rule, params: Mapping[str, Any], changed: Mapping[str, Any]) -> Kind:
    return from_plain(KINDS[rule.kind], {**params, **to_plain(changed)}, rule.id)


def check_overrides(rulebook: Rulebook, overrides: Overrides) -> tuple[Finding, ...]:
    """Return blocking findings for settings that may not be made or make no sense.

    A rule that the regulation states is never a setting; the finding cites its articles.
    """
    return tuple(
        finding
        for rule_id, changed in overrides.items()
        for finding in _check_override(rulebook.rule(rule_id), rule_id, changed)
    )


def merged_overrides(rulebook: Rulebook, before: Overrides, changed: Overrides) -> Overrides:
    """Return the settings of a round after a change of known rules.

    Parameters are changed one by one; one that every wording gives anyway is no setting.
    """
    merged = {rule: dict(params) for rule, params in before.items()}
    for rule_id, params in changed.items():
        merged.setdefault(rule_id, {}).update(params)
        rule = rulebook.rule(rule_id)
        versions = rule.versions if rule is not None else ()
        usual = {
            name
            for name, value in merged[rule_id].items()
            if all(to_plain(value) == version.params.get(name) for version in versions)
        }
        merged[rule_id] = {n: v for n, v in merged[rule_id].items() if n not in usual}
    return {rule_id: params for rule_id, params in merged.items() if params}


def _check_override(rule: Rule | None, rule_id: str, changed: Mapping[str, Any]) -> list[Finding]:
    if rule is None:
        return [_refused("override_unknown_rule", rule_id, (), rule=rule_id)]
    if rule.mark is not Mark.DEFAULT:
        return [_refused("override_not_a_setting", rule_id, rule.cites, title=rule.title)]
    names = {name for version in rule.versions for name in version.params}
    names -= KINDS[rule.kind].fixed
    unknown = sorted(changed.keys() - names)
    if unknown:
        return [
            _refused("override_unknown_key", rule_id, rule.cites, title=rule.title, key=key)
            for key in unknown
        ]
    for version in rule.versions:
        try:
            _decoded(rule, version.params, changed)
        except CodecError as error:
            values = "、".join(f"{key} = {value}" for key, value in sorted(changed.items()))
            params = {"title": rule.title, "value": values, "detail": str(error)}
            return [_refused("override_wrong_value", rule_id, rule.cites, **params)]
    return []


def _refused(code: str, rule_id: str, cites: tuple[str, ...], **params: str) -> Finding:
    return Finding(f"rulebook.{code}", Severity.BLOCKING, rule_id, params, cites)
