from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ynreview.kernel.clock import CHINA, SystemClock
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import Duty, EntryState, Ground, PlatformKind, Vote
from ynreview.panel.entries import Attachment, Entry, Facts
from ynreview.panel.people import Expert, Recusal
from ynreview.panel.round import RoundSetup
from ynreview.panel.sheets import ScoreSheet
from ynreview.storage.dossier import Dossier
from ynreview.storage.records import Decision, Identity, RecusalSource, StoredKey, StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork

NOON = datetime(2026, 11, 24, 12, tzinfo=CHINA)
RARE = "㛃䶮𬀩镕“”'\"\\;%_\x00\n\u2028"

plain_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
texts = st.one_of(plain_text, st.text(RARE, max_size=12), st.just(RARE))
st.register_type_strategy(str, texts)
st.register_type_strategy(int, st.integers(-(10**16), 10**16))
st.register_type_strategy(Money, st.builds(Money, st.integers(0, 10**13)))
st.register_type_strategy(Points, st.builds(Points, st.integers(0, 99_999_999)))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(CHINA)))
st.register_type_strategy(bytes, st.binary(max_size=20))
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
files = st.builds(Attachment, texts, digests, st.integers(0, 10**10))


def of(kind: type, **given: Any) -> st.SearchStrategy[Any]:
    """Every field drawn, those with a default too."""
    hints = get_type_hints(kind)
    drawn = {field.name: st.from_type(hints[field.name]) for field in fields(kind)}
    return st.builds(kind, **{**drawn, **given})


entries = of(Entry, facts=of(Facts), attachments=st.lists(files, max_size=3).map(tuple))
plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**16), 10**16), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
examples = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path: Path = tmp_path_factory.mktemp("mapping") / "a.ynd"
    with Dossier.create(path, "pin", Duty.ORGANISER, SystemClock()) as dossier:
        yield dossier


def kept(dossier: Dossier, put: Any, get: Any) -> Any:
    with dossier.unit_of_work() as uow:
        put(uow)
        uow.journal.append("organiser", "test", "", {}, NOON)
    with dossier.unit_of_work() as uow:
        return get(uow)


@examples
@given(st.lists(entries, max_size=4, unique_by=lambda entry: entry.number).map(tuple))
def test_that_entries_come_back_in_the_order_of_the_ledger(
    shared: Dossier, ledger: tuple[Entry, ...]
):
    assert kept(shared, lambda uow: uow.replace_entries(ledger), UnitOfWork.entries) == ledger


@examples
@given(entries, entries)
def test_that_a_changed_entry_keeps_its_place_and_a_new_one_comes_last(
    shared: Dossier, first: Entry, other: Entry
):
    ledger = tuple(Entry(number, "", PlatformKind.RD_CENTER) for number in ("000", first.number))
    ledger = ledger if first.number != "000" else ledger[:1]

    def put(uow: UnitOfWork) -> None:
        uow.replace_entries((*ledger, Entry("zzz", "last", PlatformKind.LABORATORY)))
        uow.put_entry(first)
        uow.put_entry(other)

    found = kept(shared, put, UnitOfWork.entries)
    numbers = [*(entry.number for entry in ledger), "zzz"]
    numbers += [other.number] if other.number not in numbers else []
    assert [entry.number for entry in found] == list(dict.fromkeys(numbers))
    by_number = {entry.number: entry for entry in found}
    assert by_number[other.number] == other
    assert first.number == other.number or by_number[first.number] == first


@examples
@given(st.lists(of(Expert), max_size=5, unique_by=lambda expert: expert.code).map(tuple))
def test_that_experts_come_back_in_the_order_of_the_list(
    shared: Dossier, experts: tuple[Expert, ...]
):
    assert kept(shared, lambda uow: uow.replace_experts(experts), UnitOfWork.experts) == experts


@examples
@given(of(Recusal), st.sampled_from(RecusalSource))
def test_that_a_recusal_comes_back_with_its_source_and_can_be_dropped(
    shared: Dossier, recusal: Recusal, source: RecusalSource
):
    found = kept(shared, lambda uow: uow.put_recusal(recusal, source), UnitOfWork.recusals)
    assert found == ((recusal, source),)

    def drop(uow: UnitOfWork) -> None:
        uow.drop_recusal(recusal.expert, recusal.entry)
        uow.drop_recusal("nobody", recusal.entry)

    assert kept(shared, drop, UnitOfWork.recusals) == ()


def test_that_a_recusal_told_twice_is_kept_once(shared: Dossier):
    def put(uow: UnitOfWork) -> None:
        uow.put_recusal(Recusal("E03", "011", Ground.SAME_UNIT), RecusalSource.ORGANISER)
        uow.put_recusal(Recusal("E03", "011", Ground.RELATIVE, "配偶"), RecusalSource.EXPERT)

    found = kept(shared, put, UnitOfWork.recusals)
    assert found == ((Recusal("E03", "011", Ground.RELATIVE, "配偶"), RecusalSource.EXPERT),)


@examples
@given(of(ScoreSheet))
def test_that_a_score_sheet_comes_back_and_can_be_dropped(shared: Dossier, sheet: ScoreSheet):
    found = kept(shared, lambda uow: uow.put_sheet(sheet), UnitOfWork.sheets)
    assert found == {sheet.entry: sheet}
    assert kept(shared, lambda uow: uow.drop_sheet(sheet.entry), UnitOfWork.sheets) == {}


def test_that_missing_zero_and_abstaining_stay_apart(shared: Dossier):
    empty = ScoreSheet("001")
    zero = ScoreSheet("002", points={"1.1": Points.zero()}, suggested_amount=Money(0))
    abstained = ScoreSheet("003", vote=Vote.ABSTAIN, veto={"V1": False})

    def put(uow: UnitOfWork) -> None:
        for sheet in (abstained, zero, empty):
            uow.put_sheet(sheet)

    found = kept(shared, put, UnitOfWork.sheets)
    assert list(found.items()) == [("001", empty), ("002", zero), ("003", abstained)]


@examples
@given(of(RoundSetup, budget=st.none() | st.from_type(Money)))
def test_that_the_settings_of_a_round_come_back(shared: Dossier, setup: RoundSetup):
    found = kept(shared, lambda uow: uow.put_round_setup(setup), UnitOfWork.round_setup)
    assert found == setup


@examples
@given(texts, st.binary(max_size=50))
def test_that_a_document_comes_back(shared: Dossier, name: str, body: bytes):
    found = kept(shared, lambda uow: uow.put_document(name, body), lambda uow: uow.document(name))
    assert found == body


@examples
@given(of(StoredPackage))
def test_that_a_package_comes_back_with_its_latest_state(shared: Dossier, package: StoredPackage):
    def put(uow: UnitOfWork) -> StoredPackage:
        digest = uow.put_blob(package.name.encode()).digest
        uow.put_package(kept_as(package, digest))
        uow.put_package(kept_as(package, digest))
        uow.set_package_state(digest, "㛃 accepted")
        return kept_as(package, digest)

    with shared.unit_of_work() as uow:
        stored = put(uow)
        uow.journal.append("organiser", "test", "", {}, NOON)
    with shared.unit_of_work() as uow:
        found = uow.packages(package.type, package.expert)
        known = {each.digest: each for each in uow.packages()}
    assert known[stored.digest] in found
    assert known[stored.digest] == kept_as(package, stored.digest, state="㛃 accepted")
    assert {(each.type, each.expert) for each in found} == {(package.type, package.expert)}


def kept_as(package: StoredPackage, digest: str, **changes: Any) -> StoredPackage:
    values = {field.name: getattr(package, field.name) for field in fields(package)}
    return StoredPackage(**{**values, "digest": digest, **changes})


@examples
@given(of(StoredKey))
def test_that_a_signing_key_comes_back(shared: Dossier, key: StoredKey):
    found = kept(
        shared, lambda uow: uow.put_signing_key(key), lambda uow: uow.signing_key(key.owner)
    )
    assert found == key


@examples
@given(of(Identity))
def test_that_a_confirmed_certificate_comes_back(shared: Dossier, identity: Identity):
    found = kept(shared, lambda uow: uow.put_identity(identity), UnitOfWork.identities)
    assert identity in found
    assert len({each.expert for each in found}) == len(found)


@examples
@given(texts, texts, plain, st.datetimes(timezones=st.just(CHINA)))
def test_that_decisions_come_back_in_the_order_they_were_taken(
    shared: Dossier, kind: str, subject: str, payload: Any, at: datetime
):
    with shared.unit_of_work() as uow:
        taken = uow.record_decision(kind, subject, payload, at)
        later = uow.record_decision(f"{kind}!", subject, payload, at)
        uow.journal.append("organiser", "test", "", {}, NOON)
    with shared.unit_of_work() as uow:
        assert uow.decisions()[-2:] == (taken, later)
        assert uow.decisions(kind)[-1] == taken
        assert [decision.seq for decision in uow.decisions()] == list(range(1, later.seq + 1))
    assert taken == Decision(taken.seq, kind, subject, payload, at)


def test_that_an_absent_thing_is_none(shared: Dossier):
    with shared.unit_of_work() as uow:
        assert uow.document("nothing") is None
        assert uow.signing_key("nobody") is None


def test_that_replacing_the_ledger_forgets_files_of_dropped_entries(shared: Dossier):
    entry = Entry(
        "001", "平台", PlatformKind.LABORATORY, attachments=(Attachment("a.pdf", "0" * 64, 1),)
    )
    kept(shared, lambda uow: uow.replace_entries([entry]), UnitOfWork.entries)
    bare = Entry(
        "001",
        "平台",
        PlatformKind.LABORATORY,
        state=EntryState.WITHDRAWN,
        facts=Facts(accepted_on=date(2020, 2, 29), requested_grant=Money(375_000)),
    )
    assert kept(shared, lambda uow: uow.put_entry(bare), UnitOfWork.entries) == (bare,)
