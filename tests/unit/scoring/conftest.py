"""The one finding of a code, which always has a full sentence."""

from collections.abc import Callable, Iterable

import pytest

from ynreview.kernel.finding import Finding
from ynreview.messages import explain


@pytest.fixture
def said_once() -> Callable[[Iterable[Finding], str], Finding]:
    """Return the only finding of that code, after checking that it reads as a sentence."""

    def find(findings: Iterable[Finding], code: str) -> Finding:
        every = list(findings)
        found = [finding for finding in every if finding.code == f"scoring.{code}"]
        assert len(found) == 1, [finding.code for finding in every]
        text = explain(found[0])
        assert text.endswith("。")
        assert "{" not in text
        assert found[0].cites
        return found[0]

    return find
