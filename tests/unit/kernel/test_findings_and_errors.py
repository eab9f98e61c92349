"""What a rule says and how the world refuses."""

from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity, any_blocking


def test_that_only_blocking_findings_block():
    note, warning, blocking = (
        Finding("a.b", severity)
        for severity in (Severity.NOTE, Severity.WARNING, Severity.BLOCKING)
    )

    assert [found.blocks for found in (note, warning, blocking)] == [False, False, True]
    assert any_blocking([note, blocking])
    assert not any_blocking([note, warning])
    assert not any_blocking([])


def test_that_a_blocking_finding_can_be_told_as_a_warning_and_a_note_stays_one():
    blocking, note = Finding("a.b", Severity.BLOCKING, "011"), Finding("a.b", Severity.NOTE)

    assert blocking.as_warning() == Finding("a.b", Severity.WARNING, "011")
    assert note.as_warning() == note


def test_that_an_error_carries_its_code_and_figures():
    error = UsageError("app.unknown_entry", entry="011")

    assert isinstance(error, YnReviewError)
    assert (error.code, dict(error.params)) == ("app.unknown_entry", {"entry": "011"})
    assert "011" in str(error)
