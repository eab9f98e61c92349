"""Findings of a rule of the round: its articles by the rulebook, as subject whom it names."""

from __future__ import annotations

from ynreview.kernel.finding import Finding, Severity
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Kind


def ruled(
    severity: Severity, code: str, rules: RulesInForce, rule: str, **params: str | int
) -> Finding:
    """Return a finding that cites ``rule``; its subject is the entry or expert of ``params``."""
    subject = str(params.get("entry") or params.get("expert") or "")
    return Finding(code, severity, subject, params, rules.ruling(rule, Kind).citations)


def blocking(code: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    """Return what keeps the packages from being issued."""
    return ruled(Severity.BLOCKING, code, rules, rule, **params)


def warning(code: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    """Return what needs to be explained or checked."""
    return ruled(Severity.WARNING, code, rules, rule, **params)


def note(code: str, rules: RulesInForce, rule: str, **params: str | int) -> Finding:
    """Return what is only to be known."""
    return ruled(Severity.NOTE, code, rules, rule, **params)
