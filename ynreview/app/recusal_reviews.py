"""已核无须回避: matches that a person looked at and dismissed with a reason; kept as a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.storage.unit_of_work import UnitOfWork

REVIEWS_DOCUMENT = "recusal-reviews.json"


@dataclass(frozen=True, slots=True)
class RecusalReview:
    """One pair that needs no recusal; ``match`` is what stood in the entry when it was looked at.

    When the ledger says something else later, the pair is to be looked at again.
    """

    expert: str
    entry: str
    reason: str
    match: str = ""


@dataclass(frozen=True, slots=True)
class _Reviews:
    reviews: tuple[RecusalReview, ...] = ()


def stored_reviews(uow: UnitOfWork) -> tuple[RecusalReview, ...]:
    """Return every review that was kept, by expert and entry."""
    body = uow.document(REVIEWS_DOCUMENT)
    return from_plain(_Reviews, strict_json.from_bytes(body)).reviews if body is not None else ()


def put_review(uow: UnitOfWork, review: RecusalReview) -> None:
    """Keep a review in place of the one of the same pair."""
    others = _without(stored_reviews(uow), review.expert, review.entry)
    _put(uow, (*others, review))


def drop_review(uow: UnitOfWork, expert: str, entry: str) -> bool:
    """Take the review of a pair away; returns whether there was one."""
    before = stored_reviews(uow)
    after = _without(before, expert, entry)
    if len(after) == len(before):
        return False
    _put(uow, after)
    return True


def _without(
    reviews: Iterable[RecusalReview], expert: str, entry: str
) -> tuple[RecusalReview, ...]:
    return tuple(one for one in reviews if (one.expert, one.entry) != (expert, entry))


def _put(uow: UnitOfWork, reviews: tuple[RecusalReview, ...]) -> None:
    ordered = tuple(sorted(reviews, key=lambda one: (one.expert, one.entry)))
    uow.put_document(REVIEWS_DOCUMENT, strict_json.to_bytes(to_plain(_Reviews(ordered))))
