"""Score files of an expert as plain values; whether a mark is allowed is judged elsewhere."""

from pathlib import Path

from ynreview.intake.score_json import read_score_json
from ynreview.intake.score_table import read_score_table
from ynreview.intake.scored import DeclaredRecusal, ScoredEntry, ScoreFile
from ynreview.intake.source import read_content

__all__ = ["DeclaredRecusal", "ScoreFile", "ScoredEntry", "read_score_file"]


def read_score_file(path: Path) -> ScoreFile:
    """Read a ``.json``, ``.csv`` or workbook with scores.

    Raises YnReviewError when it is no score file at all or a JSON number has a fraction.
    """
    if path.suffix.lower() == ".json":
        return read_score_json(read_content(path), path.name)
    return read_score_table(path)
