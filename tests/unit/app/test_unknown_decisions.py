"""A dossier written by a newer version may hold decisions that this one does not know."""

from datetime import UTC, datetime

import pytest

from ynreview.app.queries.desk import _Replay
from ynreview.kernel.errors import YnReviewError
from ynreview.messages import explain_error
from ynreview.storage.records import Decision


def test_that_a_decision_of_an_unknown_kind_is_refused_in_a_sentence():
    decision = Decision(1, "nomination", "001", {}, datetime(2026, 11, 24, tzinfo=UTC))

    with pytest.raises(YnReviewError) as refused:
        _Replay().take(decision)

    assert "nomination" in explain_error(refused.value)
