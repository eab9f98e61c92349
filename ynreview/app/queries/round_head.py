"""What the frame of the window says of the open dossier: who, which round, what to beware of."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.owner import OWNER, stored_owner
from ynreview.app.queries.readiness import stored_rulebook
from ynreview.app.setup import check_validity
from ynreview.app.stored import stored_basis, stored_roster
from ynreview.kernel.finding import Finding
from ynreview.messages import explain, sentence
from ynreview.panel.round import RoundSetup
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundHead:
    """The round in a few words; ``code`` is the 规则校验码, empty before issue."""

    title: str
    round_id: str
    who: str
    rulebook: str
    code: str


def round_head(uow: UnitOfWork) -> RoundHead:
    """Return who works on which round."""
    setup = uow.round_setup()
    if uow.document(OWNER) is None:
        rulebook = stored_rulebook(uow)
        return RoundHead(setup.title, setup.round_id, "组织方", rulebook.document, "")
    owner = stored_owner(uow)
    basis = stored_basis(uow, owner.basis_digest)
    expert = stored_roster(uow, owner.roster_digest).expert(owner.expert)
    who = f"{owner.expert} {expert.name}" if expert else owner.expert
    document = basis.rules.rulebook.document
    return RoundHead(setup.title, setup.round_id, who, document, basis.code)


def banner_lines(uow: UnitOfWork) -> tuple[str, ...]:
    """Return what must not be missed: a rehearsal, a later version, a rulebook out of force."""
    setup = uow.round_setup()
    lines = (sentence("app.rehearsal_banner"),) if setup.rehearsal else ()
    return (*lines, *version_line(setup), *(explain(finding) for finding in _validity(uow)))


def version_line(setup: RoundSetup) -> tuple[str, ...]:
    """Say that the round was issued again, and why; nothing of the first version."""
    if setup.version == 1:
        return ()
    version, reason = setup.version, setup.change_reason
    return (sentence("issue.version_banner", version=version, reason=reason),)


def _validity(uow: UnitOfWork) -> tuple[Finding, ...]:
    setup = uow.round_setup()
    if uow.document(OWNER) is None:
        return check_validity(stored_rulebook(uow), setup)
    basis = stored_basis(uow, stored_owner(uow).basis_digest)
    return check_validity(basis.rules.rulebook, setup)
