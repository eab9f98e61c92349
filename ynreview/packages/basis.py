"""The frozen round: the same bytes for everyone, and what a reader makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.points import Points
from ynreview.kernel.terms import PlatformKind
from ynreview.packages import documents
from ynreview.packages.parts import Readable, read_document, require_contents
from ynreview.packages.sources import Source
from ynreview.packages.verdicts import PackageError
from ynreview.panel.entries import Entry
from ynreview.panel.formal.replies import FormalReplies
from ynreview.panel.people import Roster
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.forms import ScoreForm, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels
from ynreview.rulebook.loader import rulebook_from_files
from ynreview.scoring.counting import CountingRules
from ynreview.scoring.result import Ballot, RoundInputs

_RULEBOOK = "rulebook/"
_FORMS = "forms/"


@dataclass(frozen=True, slots=True)
class Basis:
    """A round as it was frozen: what is judged, by which forms and rules.

    ``replies`` are the organiser's answers of the formal check; a basis may be without them.
    """

    setup: RoundSetup
    entries: tuple[Entry, ...]
    forms: Mapping[PlatformKind, ScoreForm]
    rules: RulesInForce
    counting: CountingRules
    digest: str
    replies: FormalReplies = field(default_factory=FormalReplies)

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

    def due_from(self, expert: str, roster: Roster) -> tuple[Entry, ...]:
        """Return what an expert is to judge: 参评 without the recusals known at issue."""
        recused = {one.entry for one in roster.recusals if one.expert == expert}
        return tuple(
            entry for entry in self.entries if entry.takes_part and entry.number not in recused
        )

    def inputs(self, roster: Roster, ballots: Mapping[str, Ballot]) -> RoundInputs:
        """Return what a result is computed from."""
        skipped = {number: frozenset(codes) for number, codes in self.setup.not_applicable.items()}
        return RoundInputs(self.entries, self.forms, skipped, self.counting, roster, ballots)


def basis_payload(
    setup: RoundSetup,
    entries: tuple[Entry, ...],
    rulebook_files: Mapping[str, bytes],
    forms: Mapping[str, bytes],
    replies: FormalReplies,
) -> dict[str, Source]:
    """Return the files of a basis; ``forms`` maps file names to TOML."""
    payload: dict[str, Source] = {
        documents.ROUND: documents.to_bytes(setup),
        documents.ENTRIES: documents.to_bytes(documents.EntryList(entries)),
    }
    if replies.replies:
        payload[documents.FORMAL] = documents.to_bytes(replies)
    payload |= {f"{_RULEBOOK}{name}": content for name, content in rulebook_files.items()}
    payload |= {f"{_FORMS}{name}": content for name, content in forms.items()}
    return payload


def read_basis(package: Readable) -> Basis:
    """Read a basis; raises PackageError naming what makes no sense in it."""
    folders = [name for name in package.payload if name.startswith((_RULEBOOK, _FORMS))]
    checked = [documents.FORMAL] if documents.FORMAL in package.payload else []
    require_contents(package, (documents.ROUND, documents.ENTRIES, *checked, *folders))
    setup = read_document(package, documents.ROUND, RoundSetup)
    entries = read_document(package, documents.ENTRIES, documents.EntryList).entries
    try:
        rules = _rules(package, setup)
        forms = _forms(package, setup, rules)
        counting = CountingRules.of(rules)
        replies = _replies(package)
        basis = Basis(setup, entries, forms, rules, counting, package.digest, replies)
    except (ValueError, YnReviewError) as error:
        raise _unreadable(package, _RULEBOOK) from error
    _require_sense(package, basis)
    return basis


def _rules(package: Readable, setup: RoundSetup) -> RulesInForce:
    rulebook = rulebook_from_files(_folder(package, _RULEBOOK))
    if rulebook.id != setup.rulebook_id:
        raise ValueError("the rulebook is another one than the round names")
    return RulesInForce(rulebook, setup.review_date, setup.overrides)


def _forms(
    package: Readable, setup: RoundSetup, rules: RulesInForce
) -> dict[PlatformKind, ScoreForm]:
    anchors = rules.ruling("anchor_levels", AnchorLevels).params
    forms: dict[PlatformKind, ScoreForm] = {}
    for content in _folder(package, _FORMS).values():
        form = load_form(content, anchors)
        if form.type is not setup.type or form.kind in forms or check_form(form, rules):
            raise ValueError(f"a form that is not of this round: {form.id}")
        forms[form.kind] = form
    return forms


def _replies(package: Readable) -> FormalReplies:
    if documents.FORMAL not in package.payload:
        return FormalReplies()
    return read_document(package, documents.FORMAL, FormalReplies)


def _require_sense(package: Readable, basis: Basis) -> None:
    """Refuse entries named twice or without a form, and 不适用 of what is not there."""
    entries = {entry.number: entry for entry in basis.entries}
    if len(entries) != len(basis.entries) or any(
        entry.kind not in basis.forms for entry in basis.entries
    ):
        raise _unreadable(package, documents.ENTRIES)
    for number in basis.setup.not_applicable:
        entry = entries.get(number)
        form = basis.form_of(entry) if entry else None
        known = {item.code for item in form.items} if form else set()
        left = form.applicable_full(basis.skipped(number)) if form else Points.zero()
        if not basis.skipped(number) <= known or left == Points.zero():
            raise _unreadable(package, documents.ROUND)


def _unreadable(package: Readable, document: str) -> PackageError:
    return PackageError("document_unreadable", package.file_name, document=document)


def _folder(package: Readable, prefix: str) -> dict[str, bytes]:
    return {
        name.removeprefix(prefix): package.read(name)
        for name in package.payload
        if name.startswith(prefix)
    }
