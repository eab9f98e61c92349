"""The frozen round: the same bytes for everyone, and what a reader makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import PlatformKind
from ynreview.packages import documents
from ynreview.packages.sources import Source
from ynreview.packages.verdicts import PackageError
from ynreview.panel.entries import Entry
from ynreview.panel.people import Roster
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.forms import ScoreForm, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels
from ynreview.rulebook.loader import rulebook_from_files
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.result import Ballot, RoundInputs

_RULEBOOK = "rulebook/"
_FORMS = "forms/"


class Readable(Protocol):
    """An opened package as documents are read from it."""

    @property
    def digest(self) -> str:
        """SHA-256 of the package."""
        ...

    @property
    def top_name(self) -> str:
        """The name of the package without its ending."""
        ...

    @property
    def payload(self) -> Mapping[str, object]:
        """The paths below ``data/``."""
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of one payload file."""
        ...


@dataclass(frozen=True, slots=True)
class Basis:
    """A round as it was frozen: what is judged, by which forms and rules."""

    setup: RoundSetup
    entries: tuple[Entry, ...]
    forms: Mapping[PlatformKind, ScoreForm]
    rules: RulesInForce
    counting: CountingRules
    digest: str

    @property
    def code(self) -> str:
        """The 规则校验码 that is printed on every form."""
        return code_of(self.digest)

    def entry(self, number: str) -> Entry | None:
        """Return the entry of that 编号, if the round has it."""
        return next((entry for entry in self.entries if entry.number == number), None)

    def skipped(self, number: str) -> frozenset[str]:
        """Return the items that are 不适用 for an entry."""
        return frozenset(self.setup.not_applicable.get(number, ()))

    def form_of(self, entry: Entry) -> ScoreForm:
        """Return the score form of the entry's kind."""
        return self.forms[entry.kind]

    def inputs(self, roster: Roster, ballots: Mapping[str, Ballot]) -> RoundInputs:
        """Return what a result is computed from."""
        skipped = {number: frozenset(codes) for number, codes in self.setup.not_applicable.items()}
        return RoundInputs(self.entries, self.forms, skipped, self.counting, roster, ballots)


def basis_payload(
    setup: RoundSetup,
    entries: tuple[Entry, ...],
    rulebook_files: Mapping[str, bytes],
    forms: Mapping[str, bytes],
) -> dict[str, Source]:
    """Return the files of a basis; ``forms`` maps file names to TOML."""
    payload: dict[str, Source] = {
        documents.ROUND: documents.to_bytes(setup),
        documents.ENTRIES: documents.to_bytes(documents.EntryList(entries)),
    }
    payload |= {f"{_RULEBOOK}{name}": content for name, content in rulebook_files.items()}
    payload |= {f"{_FORMS}{name}": content for name, content in forms.items()}
    return payload


def read_basis(package: Readable) -> Basis:
    """Read a basis; raises PackageError ``packages.document_unreadable`` when it makes no sense."""
    try:
        setup = documents.from_bytes(RoundSetup, package.read(documents.ROUND))
        entries = documents.from_bytes(documents.EntryList, package.read(documents.ENTRIES))
        rulebook = rulebook_from_files(_folder(package, _RULEBOOK))
        rules = RulesInForce(rulebook, setup.review_date, setup.overrides)
        anchors = rules.ruling("anchor_levels", AnchorLevels).params
        forms = {
            form.kind: form
            for content in _folder(package, _FORMS).values()
            for form in (load_form(content, anchors),)
        }
        return Basis(setup, entries.entries, forms, rules, CountingRules.of(rules), package.digest)
    except PackageError:
        raise
    except (ValueError, KeyError, YnReviewError) as error:
        raise PackageError(
            "document_unreadable", package.top_name, document=documents.ROUND
        ) from error


def _folder(package: Readable, prefix: str) -> dict[str, bytes]:
    return {
        name.removeprefix(prefix): package.read(name)
        for name in package.payload
        if name.startswith(prefix)
    }
