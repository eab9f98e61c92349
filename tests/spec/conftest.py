"""One file per article: the worked examples of the article's rules go to its tests."""

import pytest

from resources import resource
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.loader import load_rulebook
from ynreview.rulebook.model import Rulebook

RULEBOOK = load_rulebook(resource("rulebooks", "yn-2022-2"))
FIRST_CITE = {rule.id: RULEBOOK.article(rule.cites[0]).label for rule in RULEBOOK.rules}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        label = metafunc.module.ARTICLE
        examples = [e for e in RULEBOOK.examples if FIRST_CITE[e.rule] == label]
        assert examples, f"{label} has no worked example"
        metafunc.parametrize("example", examples, ids=lambda example: example.rule)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return RULEBOOK


@pytest.fixture(scope="session")
def rules() -> RulesInForce:
    return RulesInForce(RULEBOOK, RULEBOOK.in_force_from)
