import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
from ynreview.storage.records import StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[UnitOfWork], str]


class StopHereError(Exception):
    pass


def documents(dossier: Dossier) -> tuple[str, ...]:
    with dossier.unit_of_work() as uow:
        return uow.document_names()


def test_that_a_clean_exit_keeps_everything(dossier: Dossier, tell: Tell):
    with dossier.unit_of_work() as uow:
        uow.put_document("a", b"1")
        uow.put_document("b", b"2")
        tell(uow)
    assert documents(dossier) == ("a", "b")


@pytest.mark.parametrize("error", [StopHereError, KeyboardInterrupt, YnReviewError])
def test_that_any_exception_undoes_everything(
    dossier: Dossier, tell: Tell, error: type[BaseException]
):
    def work() -> None:
        with dossier.unit_of_work() as uow:
            uow.put_document("a", b"1")
            uow.put_blob(b"2")
            tell(uow)
            raise error("storage.test")

    with pytest.raises(error):
        work()
    with dossier.unit_of_work() as uow:
        assert uow.document_names() == ()
        assert len(uow.journal_lines()) == 1


def test_that_a_change_without_a_journal_entry_is_refused(dossier: Dossier):
    with pytest.raises(RuntimeError, match="journal"), dossier.unit_of_work() as uow:
        uow.put_document("a", b"1")
    assert documents(dossier) == ()


def test_that_bytes_without_a_journal_entry_are_refused(dossier: Dossier):
    with pytest.raises(RuntimeError, match="journal"), dossier.unit_of_work() as uow:
        uow.put_blob(b"bytes")
    with dossier.unit_of_work() as uow:
        assert not uow.has_blob("277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9")


def test_that_reading_needs_no_journal_entry(dossier: Dossier):
    with dossier.unit_of_work() as uow:
        assert uow.entries() == ()


def test_that_a_journal_entry_may_stand_alone(dossier: Dossier, tell: Tell):
    with dossier.unit_of_work() as uow:
        tell(uow)
    with dossier.unit_of_work() as uow:
        assert len(uow.journal_lines()) == 2


def test_that_units_of_work_do_not_nest(dossier: Dossier):
    with (
        dossier.unit_of_work(),
        pytest.raises(RuntimeError, match="already"),
        dossier.unit_of_work(),
    ):
        pass


def test_that_a_finished_unit_of_work_is_of_no_more_use(dossier: Dossier, tell: Tell):
    with dossier.unit_of_work() as uow:
        tell(uow)
    with pytest.raises(InvalidRequestError):
        uow.put_document("late", b"")
    assert documents(dossier) == ()


def test_that_threads_take_turns(dossier: Dossier, tell: Tell):
    def add(name: str) -> None:
        for number in range(10):
            with dossier.unit_of_work() as uow:
                uow.put_document(f"{name}{number}", b"")
                tell(uow)

    threads = [threading.Thread(target=add, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(documents(dossier)) == 30


def test_that_a_package_without_its_bytes_is_a_bug(dossier: Dossier, tell: Tell, at: datetime):
    def work() -> None:
        with dossier.unit_of_work() as uow:
            uow.put_package(StoredPackage("0" * 64, "score", "x.ynr", at))
            tell(uow)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        work()


def test_that_a_dossier_without_a_round_says_so(dossier: Dossier):
    with pytest.raises(YnReviewError) as caught, dossier.unit_of_work() as uow:
        uow.round_setup()
    assert caught.value.code == "storage.no_round"


def test_that_names_of_documents_are_found_by_their_exact_beginning(dossier: Dossier, tell: Tell):
    with dossier.unit_of_work() as uow:
        for name in ("form/a", "Form/b", "form_c", "form/𬀩", "f%"):
            uow.put_document(name, b"")
        tell(uow)
    with dossier.unit_of_work() as uow:
        assert uow.document_names("form/") == ("form/a", "form/𬀩")
        assert uow.document_names("f%") == ("f%",)


def test_that_a_document_that_must_be_there_and_is_not_means_damage(dossier: Dossier):
    with dossier.unit_of_work() as uow, pytest.raises(YnReviewError) as refused:
        uow.require_document("task/owner.json")

    assert refused.value.code == "storage.damaged"
    assert refused.value.params == {"name": dossier.path.name}
