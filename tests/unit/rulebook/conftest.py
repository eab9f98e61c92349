"""The shipped rulebook and ways to plant a fault in it."""

from collections.abc import Callable

import pytest

from resources import resource
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import explain
from ynreview.rulebook.forms import default_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook, rulebook_files
from ynreview.rulebook.model import Rulebook

Planted = Callable[[str, str, str], dict[str, bytes]]
PlantedForm = Callable[[str, str], bytes]
SeenOnce = Callable[[tuple[Finding, ...], str], Finding]


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return rulebook_files(resource("rulebooks", "yn-2022-2"))


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook(resource("rulebooks", "yn-2022-2"))


@pytest.fixture
def rules(rulebook: Rulebook) -> RulesInForce:
    return RulesInForce(rulebook, rulebook.in_force_from)


@pytest.fixture
def planted(files: dict[str, bytes]) -> Planted:
    """Return the files with one passage replaced by another, wherever it stands in one file."""

    def plant(file: str, old: str, new: str) -> dict[str, bytes]:
        text = files[file].decode()
        assert old in text
        return {**files, file: text.replace(old, new, 1).encode()}

    return plant


@pytest.fixture
def planted_form() -> PlantedForm:
    """Return the form of 后评估 · 联合实验室 with one passage replaced."""

    def plant(old: str, new: str) -> bytes:
        text = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY).decode()
        assert old in text
        return text.replace(old, new, 1).encode()

    return plant


@pytest.fixture
def seen_once() -> SeenOnce:
    """Return the one finding of a code, after checking that it has a full sentence."""

    def find(findings: tuple[Finding, ...], code: str) -> Finding:
        found = [finding for finding in findings if finding.code == f"rulebook.{code}"]
        assert len(found) == 1, [finding.code for finding in findings]
        assert found[0].blocks
        assert explain(found[0]).endswith("。")
        return found[0]

    return find
