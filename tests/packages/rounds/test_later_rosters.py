"""Later rosters on the chair's desk: only the organiser's own, of this basis, in their turn."""

from typing import Any

import pytest
from forging import Bench, Collect, Round

from ynreview.signing.keys import SigningKey

NEW = {
    "code": "E19",
    "name": "新人",
    "unit": "新单位",
    "title": "",
    "field": "",
    "category": None,
    "role": "member",
    "panel": "",
    "recent_units": [],
}


def later(number: int = 2, **changed: Any) -> Any:
    """Return how a roster is made the next one, with one more expert."""

    def edit(plain: dict[str, Any]) -> None:
        plain["number"] = number
        plain["experts"].append(NEW)
        plain.update(changed)

    return edit


def test_that_the_first_roster_again_changes_nothing(bench: Bench, collect: Collect):
    answer = collect(bench.result.payload["rosters/roster-1.ynr"])

    assert answer["verdict"] == "unchanged"


def test_that_the_next_roster_of_the_organiser_is_taken_in(
    bench: Bench, held: Round, collect: Collect
):
    made = bench.roster.edited("roster.json", later()).sealed(held.keys["organiser"])

    assert collect(made)["verdict"] == "roster"
    assert collect(made)["verdict"] == "unchanged"


def test_that_a_roster_of_a_stranger_is_set_aside(
    bench: Bench, collect: Collect, stranger: SigningKey
):
    answer = collect(bench.roster.edited("roster.json", later()).sealed(stranger))

    assert answer["verdict"] == "roster_of_another_signer"
    assert stranger.certificate.key_code in answer["message"]


@pytest.mark.parametrize(
    ("number", "changed", "verdict"),
    [
        (2, {"basis_digest": "0" * 64}, "roster_of_another_basis"),
        (3, {}, "roster_out_of_turn"),
        (1, {}, "roster_out_of_turn"),
    ],
)
def test_that_a_roster_that_does_not_follow_is_set_aside(
    number: int,
    changed: dict[str, Any],
    verdict: str,
    bench: Bench,
    held: Round,
    collect: Collect,
):
    odd = bench.roster.edited("roster.json", later(number, **changed))

    assert collect(odd.sealed(held.keys["organiser"]))["verdict"] == verdict


def test_that_the_chair_stays_on_the_list(bench: Bench, held: Round, collect: Collect):
    def without_chair(plain: dict[str, Any]) -> None:
        plain["number"] = 2
        plain["experts"] = [one for one in plain["experts"] if one["role"] != "chair"]
        plain["recusals"] = []

    made = bench.roster.edited("roster.json", without_chair).sealed(held.keys["organiser"])

    assert collect(made)["verdict"] == "roster_without_chair"


def test_that_a_recusal_of_one_who_handed_in_is_set_aside(
    bench: Bench, held: Round, collect: Collect
):
    number = bench.result.plain("result.json")["figures"]["rows"][0]["number"]
    recusal = {"expert": "E02", "entry": number, "ground": "same_unit", "note": ""}
    made = bench.roster.edited("roster.json", later(recusals=[recusal]))

    answer = collect(held.scores["E02", 1], made.sealed(held.keys["organiser"]))

    assert answer["verdict"] == "roster_against_sheets"
