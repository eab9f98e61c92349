"""中期评估, 项目验收 and 立项评审: scored and ranked, but never graded as a 后评估."""

from pathlib import Path

import pytest
from journey_call import call

DATA = Path(__file__).parents[1] / "data"
CITED = {
    "midterm": "第二十三条第（一）项",
    "acceptance": "第二十三条第（二）项",
    "establishment": "第十四条",
}


@pytest.mark.parametrize("kind", CITED)
def test_that_other_types_are_ranked_but_neither_graded_nor_sealed(
    kind: str, tmp_path: Path
) -> None:
    organiser, chair = tmp_path / "organiser.ynd", tmp_path / "chair.ynd"
    new = ("--title", "会次", "--type", kind, "--date", "2024-11-24")
    call("round", "new", organiser, *new).done()
    call("round", "import", organiser, next((DATA / kind).glob("platforms.*"))).done()
    listed = call("round", "panel", organiser, next((DATA / kind).glob("panel.*"))).done()
    issued = call("round", "issue", organiser, "--out", tmp_path / "tasks").done()
    call("chair", "open", issued.data["files"][0]["path"], "--out", chair).done()
    away = [word for code in listed.data["experts"] for word in ("--absent", code)]
    call("chair", "close", chair, "--reason", "只看步骤", *away).done()

    standing = call("chair", "standing", chair).done()
    refused = [
        call("chair", "grade", chair, "--propose"),
        call("chair", "award", chair, "--method", "uniform"),
        call("chair", "finalise", chair),
        call("chair", "seal", chair, "--out", tmp_path / "sealed"),
    ]

    assert standing.data["entries"]
    for answer in refused:
        told = answer.blocking["app.grades_of_post_evaluation_only"]
        assert (answer.status, told["cites"][0]) == (1, CITED[kind])
