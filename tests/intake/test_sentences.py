import re
import tomllib
from pathlib import Path

from resources import resource
from ynreview.intake.cells import Oddity
from ynreview.intake.vocabulary import words

SOURCE = Path(__file__).parents[2] / "ynreview" / "intake"
SENTENCES = tomllib.loads(resource("messages", "zh_CN", "intake.toml").read_text("utf-8"))["intake"]


def codes_in_use() -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    named = set(re.findall(r'"intake\.([a-z_]+)"', text))
    rows = set(re.findall(r'"(rows_[a-z]+)"', text))
    return named | rows | set(words()["checks"]) | {str(oddity) for oddity in Oddity}


def test_that_every_code_has_a_sentence_and_every_sentence_is_used():
    assert codes_in_use() == set(SENTENCES)


def test_that_sentences_end_and_never_shout():
    for sentence in SENTENCES.values():
        assert sentence.endswith("。")
        assert "！" not in sentence
