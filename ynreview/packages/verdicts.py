"""What can be wrong with a package, and the verdict each failure leads to."""

from enum import StrEnum

from ynreview.kernel.errors import YnReviewError


class Verdict(StrEnum):
    """The one word said of a package that was checked."""

    INTACT = "intact"
    TAMPERED = "tampered"
    INCOMPLETE = "incomplete"
    WRONG_KEY = "wrong_key"
    UNREADABLE = "unreadable"


_VERDICTS = {
    # never written by this program, or beyond what it reads
    "not_a_package": Verdict.UNREADABLE,
    "too_large": Verdict.UNREADABLE,
    "too_many_entries": Verdict.UNREADABLE,
    "entry_too_large": Verdict.UNREADABLE,
    "nested_too_deep": Verdict.UNREADABLE,
    "name_refused": Verdict.UNREADABLE,
    "head_unreadable": Verdict.UNREADABLE,
    "document_unreadable": Verdict.UNREADABLE,
    "not_a_score": Verdict.UNREADABLE,
    "other_round": Verdict.UNREADABLE,
    # something that belongs to it is absent
    "truncated": Verdict.INCOMPLETE,
    "part_missing": Verdict.INCOMPLETE,
    "score_missing": Verdict.INCOMPLETE,
    "expert_unaccounted": Verdict.INCOMPLETE,
    "signature_missing": Verdict.INCOMPLETE,
    "file_missing": Verdict.INCOMPLETE,
    # it is not what was signed
    "layout_differs": Verdict.TAMPERED,
    "name_clash": Verdict.TAMPERED,
    "entry_unlisted": Verdict.TAMPERED,
    "signature_wrong": Verdict.TAMPERED,
    "signer_unlisted": Verdict.TAMPERED,
    "manifest_differs": Verdict.TAMPERED,
    "file_altered": Verdict.TAMPERED,
    "parts_do_not_match": Verdict.TAMPERED,
    "file_unexpected": Verdict.TAMPERED,
    "assignment_differs": Verdict.TAMPERED,
    "identities_differ": Verdict.TAMPERED,
    "score_unlisted": Verdict.TAMPERED,
    "score_of_another": Verdict.TAMPERED,
    "score_unusable": Verdict.TAMPERED,
    "journal_broken": Verdict.TAMPERED,
}


class PackageError(YnReviewError):
    """A package that is not accepted; ``verdict`` says in one word why.

    The code is ``packages.<what>``; every sentence may use ``{package}``.
    """

    def __init__(self, what: str, package: str, **params: str | int) -> None:
        super().__init__(f"packages.{what}", package=package, **params)
        self.verdict = _VERDICTS[what]
