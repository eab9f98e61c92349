"""Consistent forgeries of a result: what is caught without a code, and what only the code catches.

Whoever holds the chair's key can drop an expert by recording an absence, leave out a revision,
exchange the PDF or rewrite the opinions: the package is then a lawful one of that chair. What
gives it away are the 结果校验码 and 身份核对码 on the signed paper, ``not_counted`` in the
answer, and the signers named there.
"""

from collections.abc import Callable
from typing import Any

import pytest
from forging import Bench, Edit, Parts, Plan, Round

from ynreview.app.queries.verification import verify_file
from ynreview.kernel.codes import sha256_hex
from ynreview.packages.verdicts import Verdict
from ynreview.signing.keys import SigningKey


def swap_first_places(document: Any) -> None:
    rows = document["figures"]["rows"]
    first, second = (row for row in rows if row["number"] in {"003", "004"})
    for name in ("score", "exact", "rank", "grade", "proposed", "award"):
        first[name], second[name] = second[name], first[name]


def cheaper_marks(submission: Any) -> None:
    sheet = next(one for one in submission["sheets"] if one["entry"] == "003")
    code = min(sheet["points"])
    sheet["points"][code] = "0.50"
    sheet["remarks"][code] = "佐证材料不足，扣分较多，见总结报告。" * 2


def test_that_changed_figures_under_a_fresh_chair_key_are_not_equal(
    held: Round, bench: Bench, stranger: SigningKey
):
    result = bench.result.edited("result.json", swap_first_places)
    forged = bench.sealed_result(result, stranger)
    found = bench.verified(forged)
    assert found.verdict is Verdict.INTACT
    assert not found.ok
    assert {one.entry for one in found.differences} >= {"003", "004"}
    assert bench.verified(forged, held.code("chair")).verdict is Verdict.WRONG_KEY


def test_that_a_whole_round_forged_with_fresh_keys_is_told_by_the_code_only(
    held: Round, bench: Bench, fresh_keys: dict[str, SigningKey], forgery: Plan
):
    plan = forgery(**fresh_keys)
    for expert in ("E01", "E02", "E03"):
        plan.edit(f"{expert}-r1", "submission.json", cheaper_marks)
    plan.edit("result", "result.json", lambda d: d["record"].update(tie_votes=[]))
    forged = plan.consistent()
    without = bench.verified(forged)
    assert without.ok, [one.text for one in without.differences]
    assert without.result_code != bench.verified(held.result.read_bytes()).result_code
    assert bench.verified(forged, held.code("chair")).verdict is Verdict.WRONG_KEY
    assert bench.verified(forged, held.code("organiser")).verdict is Verdict.WRONG_KEY
    told = verify_file(bench.file(forged)).data["sentence"]
    assert fresh_keys["chair"].certificate.key_code in told
    assert fresh_keys["organiser"].certificate.key_code in told
    assert "请与纸面核对身份核对码" in told


def test_that_the_real_parts_inside_do_not_make_a_forged_whole_pass(
    held: Round, bench: Bench, stranger: SigningKey
):
    """The organiser's code is real and inside, but the organiser did not sign the result."""
    record = {"opinions": [], "overall": "另一份意见"}
    result = bench.result.edited("result.json", lambda d: d["record"].update(record))
    forged = bench.sealed_result(result, stranger)
    assert bench.verified(forged).ok
    for who in ("organiser", "E01", "chair"):
        assert bench.verified(forged, held.code(who)).verdict is Verdict.WRONG_KEY


def test_that_a_chair_who_forges_an_experts_sheets_lacks_that_experts_code(
    held: Round, bench: Bench, forgery: Plan, stranger: SigningKey
):
    plan = forgery(E02=stranger).edit("E02-r1", "submission.json", cheaper_marks)
    forged = plan.consistent()
    assert bench.verified(forged, held.code("chair")).ok
    found = bench.verified(forged, held.code("chair"), held.code("E02"))
    assert found.verdict is Verdict.WRONG_KEY
    assert found.strange_keys == (held.code("E02"),)


@pytest.mark.parametrize("expert", ["E01", "E04", "E07"])
def test_that_an_expert_dropped_from_package_and_list_is_missed(bench: Bench, expert: str):
    names = [n for n in bench.result.payload if n.startswith(f"scores/{expert}")]

    def drop(document: Any) -> None:
        kept = [one for one in document["collected"] if one["expert"] != expert]
        document["collected"] = kept

    result = bench.result.without(*names).edited("result.json", drop)
    result = result.edited("identities.json", lambda d: d["certificates"].pop(expert))
    found = bench.verified(bench.sealed_result(result))
    assert (found.verdict, found.problem.code) == (
        Verdict.INCOMPLETE,
        "packages.expert_unaccounted",
    )
    assert found.problem.params["expert"] == expert


def test_that_an_expert_dropped_with_a_forged_absence_changes_codes_and_is_named(
    held: Round, bench: Bench
):
    """A chair can do this by design; the answer names who is not counted and lacks the signer."""
    names = ("scores/E06-r1.ynr",)

    def drop(document: Any) -> None:
        document["collected"] = [one for one in document["collected"] if one["expert"] != "E06"]
        note = {"expert": "E06", "attendance": "absent", "reason": "请假", "alternate": ""}
        document["record"]["absences"].append(note)

    result = bench.result.without(*names).edited("result.json", drop)
    result = result.edited("identities.json", lambda d: d["certificates"].pop("E06"))
    path = bench.file(bench.sealed_result(result))
    outcome = verify_file(path)
    assert not outcome.data["recomputed"]["equal"]
    assert outcome.data["result_code"] != verify_file(held.result).data["result_code"]
    assert "E06" in [one["expert"] for one in outcome.data["not_counted"]]
    assert "E06" not in [one["who"] for one in outcome.data["signers"]]
    assert verify_file(path, [held.code("E06")]).data["verdict"] == "wrong_key"


def collected_as(*wanted: tuple[str, int]) -> Callable:
    def change(document: Any) -> None:
        order = {(one["expert"], one["revision"]): one for one in document["collected"]}
        rest = [one for key, one in order.items() if key[0] not in {w[0] for w in wanted}]
        document["collected"] = [*rest, *(order[one] for one in wanted)]

    return change


@pytest.mark.parametrize(
    "wanted", [[("E04", 2), ("E04", 1)], [("E04", 1), ("E04", 1)], [("E04", 2), ("E04", 2)]]
)
def test_that_revisions_are_neither_reordered_nor_repeated(
    bench: Bench, wanted: list[tuple[str, int]]
):
    result = bench.result.edited("result.json", collected_as(*wanted))
    kept = {f"scores/{expert}-r{revision}.ynr" for expert, revision in wanted}
    gone = {"scores/E04-r1.ynr", "scores/E04-r2.ynr"} - kept
    found = bench.verified(bench.sealed_result(result.without(*gone)))
    assert (found.verdict, found.problem.code) == (Verdict.TAMPERED, "packages.score_of_another")


def test_that_an_older_revision_as_the_newest_does_not_recompute(bench: Bench):
    """With figures made to fit it would be a lawful result of this chair: r2 never came."""
    result = bench.result.edited("result.json", collected_as(("E04", 1)))
    found = bench.verified(bench.sealed_result(result.without("scores/E04-r2.ynr")))
    assert found.verdict is Verdict.INTACT
    assert not found.equal


def test_that_two_different_packages_of_one_revision_do_not_fit_into_a_result(bench: Bench):
    score = bench.score("E04", 1).edited("submission.json", cheaper_marks)
    twin = score.sealed(bench.held.keys["E04"])
    result = bench.result.having({"scores/E04-r2.ynr": twin})
    found = bench.verified(bench.sealed_result(result))
    assert (found.verdict, found.problem.code) == (Verdict.TAMPERED, "packages.score_of_another")


def bind(bench: Bench, result: Parts, expert: str, content: bytes, revision: int = 1):
    """List a score package under an expert with its own digest and key code."""
    inside = bench.apart(content)
    pem = next(f for n, f in inside.files.items() if n.endswith(".pem"))
    code = next(
        line.rpartition(" ")[2]
        for line in inside.files["bag-info.txt"].decode().splitlines()
        if line.startswith("Ynreview-Signer")
    )
    digest = sha256_hex(content)

    def listed(document: Any) -> None:
        for one in document["collected"]:
            if (one["expert"], one["revision"]) == (expert, revision):
                one.update(digest=digest, key_code=code)

    result = result.having({f"scores/{expert}-r{revision}.ynr": content})
    result = result.edited("result.json", listed)
    return result.edited(
        "identities.json", lambda d: d["certificates"].update({expert: pem.decode()})
    )


def foreign_scores(bench: Bench) -> dict[str, tuple[bytes, str]]:
    score, other = bench.score("E02"), {"basis_digest": "0" * 64}
    key = bench.held.keys["E02"]
    foreign = score.edited("submission.json", lambda d: d.update(round_id="2026HPG-ZZZZ"))
    return {
        "another expert": (
            bench.score("E03").sealed(bench.held.keys["E03"]),
            "packages.identities_differ",
        ),
        "another round": (
            foreign.under(round_id="2026HPG-ZZZZ").sealed(key),
            "packages.parts_do_not_match",
        ),
        "another round inside only": (foreign.sealed(key), "packages.parts_do_not_match"),
        "another basis": (
            score.edited("submission.json", lambda d: d.update(other))
            .under(extra={"Expert": "E02", "Basis-Digest": "0" * 64})
            .sealed(key),
            "packages.score_of_another",
        ),
        "another basis inside only": (
            score.edited("submission.json", lambda d: d.update(other)).sealed(key),
            "packages.parts_do_not_match",
        ),
        "another type": (
            score.under(type=bench.roster.head.type).sealed(key),
            "packages.parts_do_not_match",
        ),
        "another signer's name": (score.sealed(key, "E03"), "packages.parts_do_not_match"),
        "the name in the head": (
            score.under(extra={"Expert": "E03"}).sealed(key),
            "packages.parts_do_not_match",
        ),
        "a revision of 0": (
            score.edited("submission.json", lambda d: d.update(revision=0)).sealed(key),
            "packages.parts_do_not_match",
        ),
        "a first revision with one before": (
            score.edited("submission.json", lambda d: d.update(previous_digest="0" * 64)).sealed(
                key
            ),
            "packages.parts_do_not_match",
        ),
        "a recusal of somebody else": (
            score.edited(
                "submission.json",
                lambda d: d.update(
                    recusals=[{"expert": "E03", "entry": "001", "ground": "other", "note": ""}]
                ),
            ).sealed(key),
            "packages.parts_do_not_match",
        ),
        "an impossible mark": (
            score.edited(
                "submission.json", lambda d: d["sheets"][0]["points"].update({"1.1": "99.00"})
            ).sealed(key),
            "packages.score_unusable",
        ),
        "a sheet too few": (
            score.edited("submission.json", lambda d: d["sheets"].pop()).sealed(key),
            "packages.score_unusable",
        ),
    }


@pytest.mark.parametrize(
    "what",
    [
        "another expert",
        "another round",
        "another round inside only",
        "another basis",
        "another basis inside only",
        "another type",
        "another signer's name",
        "the name in the head",
        "a revision of 0",
        "a first revision with one before",
        "a recusal of somebody else",
        "an impossible mark",
        "a sheet too few",
    ],
)
def test_that_a_foreign_or_impossible_score_package_is_refused(bench: Bench, what: str):
    content, code = foreign_scores(bench)[what]
    result = bind(bench, bench.result, "E02", content)
    found = bench.verified(bench.sealed_result(result))
    assert not found.ok
    assert found.problem.code == code


def test_that_an_expert_whom_nobody_appointed_cannot_hand_in(bench: Bench, forgery: Plan):
    plan = forgery().edit("roster", "roster.json", lambda d: d["experts"].pop(1))
    found = bench.verified(plan.result())
    assert found.problem.code == "packages.score_of_another"
    assert found.problem.params["name"] == "scores/E02-r1.ynr"


def swapped(certificates: dict[str, str]) -> None:
    certificates["E01"], certificates["E02"] = certificates["E02"], certificates["E01"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (swapped, "packages.score_of_another"),
        (lambda known: known.pop("E03"), "packages.identities_differ"),
        (lambda known: known.update(E09=known["E01"]), "packages.identities_differ"),
        (lambda known: known.update(E02=known["E01"]), "packages.identities_differ"),
        (lambda known: known.update(E02="no certificate"), "packages.score_of_another"),
        (lambda known: known.update(E02="𠮷"), "packages.score_of_another"),
    ],
)
def test_that_the_confirmed_certificates_are_those_of_the_signers(
    bench: Bench, change: Edit, code: str
):
    result = bench.result.edited("identities.json", lambda d: change(d["certificates"]))
    found = bench.verified(bench.sealed_result(result))
    assert (found.verdict, found.problem.code) == (Verdict.TAMPERED, code)


def test_that_no_two_experts_share_one_key(bench: Bench, forgery: Plan, held: Round):
    found = bench.verified(forgery(E02=held.keys["E03"]).result())
    assert found.problem.code == "packages.identities_differ"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(round_id="2026HPG-ZZZZ"),
        lambda d: d.update(basis_digest="0" * 64),
        lambda d: d.update(rosters=["0" * 64]),
        lambda d: d["collected"][0].update(digest="0" * 64),
        lambda d: d["collected"][0].update(key_code="0000-0000-0000-0000"),
    ],
)
def test_that_a_document_that_names_other_parts_is_tampered(bench: Bench, change: Edit):
    found = bench.verified(bench.sealed_result(bench.result.edited("result.json", change)))
    assert found.verdict is Verdict.TAMPERED


def test_that_the_result_code_of_the_head_is_that_of_the_document(bench: Bench):
    chair = bench.held.keys["chair"]
    for extra in ({}, {"Result-Code": "0000-0000-0000-0000"}):
        found = bench.verified(bench.result.under(extra=extra).sealed(chair))
        assert (found.verdict, found.problem.code) == (
            Verdict.TAMPERED,
            "packages.parts_do_not_match",
        )


def test_that_a_result_of_another_round_by_its_head_is_refused(bench: Bench):
    result = bench.result.under(round_id="2026HPG-ZZZZ")
    found = bench.verified(bench.sealed_result(result))
    assert found.problem.code == "packages.parts_do_not_match"


def test_that_a_result_without_any_roster_is_incomplete(bench: Bench):
    result = bench.result.without("rosters/roster-1.ynr")
    result = result.edited("result.json", lambda d: d.update(rosters=[]))
    found = bench.verified(bench.sealed_result(result))
    assert (found.verdict, found.problem.code) == (Verdict.INCOMPLETE, "packages.file_missing")


def test_that_basis_and_roster_come_from_one_organiser(bench: Bench, stranger: SigningKey):
    roster = bench.roster.sealed(stranger)
    result = bench.result.having({"rosters/roster-1.ynr": roster})
    found = [sha256_hex(roster)]
    result = result.edited("result.json", lambda d: d.update(rosters=found))
    verified = bench.verified(bench.sealed_result(result))
    assert verified.problem.code == "packages.parts_do_not_match"


def test_that_a_basis_by_a_stranger_gives_another_organisers_code(
    held: Round, bench: Bench, forgery: Plan, stranger: SigningKey
):
    found = bench.verified(forgery(organiser=stranger).result(), held.code("chair"))
    assert found.ok
    organiser = next(one for one in found.signers if one.role == "organiser")
    assert organiser.key_code == stranger.certificate.key_code != held.code("organiser")


@pytest.mark.parametrize("change", [{"round_id": "2026HPG-ZZZZ"}, {"number": 2}])
def test_that_a_roster_of_another_round_or_version_is_refused(
    bench: Bench, forgery: Plan, change: Edit
):
    found = bench.verified(
        forgery().edit("roster", "roster.json", lambda d: d.update(change)).result()
    )
    assert found.problem.code == "packages.parts_do_not_match"


def test_that_another_pdf_is_seen_only_by_the_code_of_the_file(held: Round, bench: Bench):
    """The paper is the chair's own; what is signed by hand is compared with the file's code."""
    altered = bench.result.having({"result.pdf": b"%PDF-1.4 another paper"})
    found = bench.verified(bench.sealed_result(altered), held.code("chair"))
    honest = bench.verified(held.result.read_bytes())
    assert found.ok
    assert found.result_code == honest.result_code
    assert found.file_code != honest.file_code
