"""Which stored platform each line of a ledger read again continues, and what it keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ynreview.kernel.finding import Finding, Severity
from ynreview.panel.entries import Entry


@dataclass(frozen=True, slots=True)
class Succession:
    """The entries as they would be stored, and where every former number goes.

    ``heirs`` leads from a former number to the number of today; ``gone`` are those without one.
    """

    entries: tuple[Entry, ...]
    heirs: Mapping[str, str]
    gone: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def succeed(old: Sequence[Entry], new: Sequence[Entry], stated: Collection[str]) -> Succession:
    """Return the new entries with the files, the panel and the order of those they continue.

    A platform is known by its number; when its number now names another one of the round and its
    name stands elsewhere, by its name. 专家组, 汇报顺序 and 状态 stay where the ledger does not
    say them; ``stated`` are the numbers whose 状态 it says.
    """
    heirs = _heirs(old, new)
    former = {heirs[one.number]: one for one in old if one.number in heirs}
    entries = tuple(_kept(one, former.get(one.number), stated) for one in new)
    findings = tuple(
        found
        for one in new
        if one.number in former and (found := _told(former[one.number], one)) is not None
    )
    gone = tuple(one for one in old if one.number not in heirs)
    return Succession(entries, heirs, gone, findings)


def _heirs(old: Sequence[Entry], new: Sequence[Entry]) -> dict[str, str]:
    names = {one.number: one.name for one in new}
    count = Counter(names.values())
    by_name = {one.name: one.number for one in new if count[one.name] == 1}
    heirs = {one.number: one.number for one in old if names.get(one.number) == one.name}
    for one in old:
        if one.number not in heirs and one.name in by_name:
            heirs.setdefault(one.number, by_name[one.name])
    continued = set(heirs.values())
    for one in old:  # the same number under a name that nobody had: renamed
        if one.number not in heirs and one.number in names and one.number not in continued:
            heirs[one.number] = one.number
    return heirs


def _kept(new: Entry, former: Entry | None, stated: Collection[str]) -> Entry:
    if former is None:
        return new
    return replace(
        new,
        attachments=former.attachments,
        panel=new.panel or former.panel,
        order=former.order if new.order is None else new.order,
        state=new.state if new.number in stated else former.state,
    )


def _told(former: Entry, new: Entry) -> Finding | None:
    params: dict[str, str | int] = {"number": new.number, "name": new.name}
    if former.number != new.number:
        params["old"] = former.number
        return Finding("ledger.renumbered", Severity.WARNING, new.number, params)
    if former.name != new.name:
        params["old"] = former.name
        return Finding("ledger.renamed", Severity.WARNING, new.number, params)
    return None
