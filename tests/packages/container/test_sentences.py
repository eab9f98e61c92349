"""Every refusal of packages and signing has its one sentence, and every sentence its refusal."""

import re
from pathlib import Path

import pytest

import ynreview.packages
import ynreview.signing
from ynreview.messages.catalogue import codes, template
from ynreview.packages import disk, verdicts
from ynreview.packages.verdicts import PackageError


def raised_in(package: object) -> set[str]:
    """Return the codes that stand in the sources of a package."""
    folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return set(re.findall(r'YnReviewError\(\s*"([a-z_]+\.[a-z_]+)"', text))


@pytest.mark.parametrize("what", sorted(verdicts._VERDICTS))
def test_that_every_verdict_has_a_sentence_that_names_the_package(what: str) -> None:
    assert "“{package}”" in template(f"packages.{what}")
    assert PackageError(what, "x.ynr").params["package"] == "x.ynr"


def test_that_every_other_refusal_has_a_sentence() -> None:
    written = {f"packages.{what}" for what in {*disk._CAUSES.values(), "write_failed"}}

    assert written | raised_in(ynreview.packages) | raised_in(ynreview.signing) <= codes()


def test_that_every_sentence_of_signing_is_used() -> None:
    told = {code for code in codes() if code.startswith("signing.")}

    assert told == raised_in(ynreview.signing)
