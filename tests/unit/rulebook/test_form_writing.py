import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind, Subtype
from ynreview.rulebook.form_edits import ItemPlace, with_item
from ynreview.rulebook.form_writing import form_to_toml, short_points
from ynreview.rulebook.forms import load_form, shipped_form

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("form_type", EvaluationType)
@pytest.mark.parametrize("kind", PlatformKind)
def test_that_every_shipped_form_is_read_back_equal(form_type: EvaluationType, kind: PlatformKind):
    form = shipped_form(form_type, kind)

    written = form_to_toml(form)

    assert load_form(written) == form
    assert form_to_toml(load_form(written)) == written


@given(name=TEXT, guidance=TEXT, told=TEXT, cites=st.lists(TEXT, max_size=3))
def test_that_any_text_survives_writing_and_reading(
    name: str, guidance: str, told: str, cites: list[str]
):
    form = shipped_form(EvaluationType.ACCEPTANCE, PlatformKind.RD_CENTER)
    item = replace(
        form.items[0],
        name=name,
        guidance=guidance,
        cites=tuple(cites),
        guidance_by_subtype={Subtype.OVERSEAS: told},
    )

    changed = with_item(form, ItemPlace(0, 0), item)

    assert load_form(form_to_toml(changed)) == changed


@pytest.mark.parametrize(
    ("points", "text"), [("8", "8"), ("10", "10"), ("8.5", "8.5"), ("8.25", "8.25"), ("0", "0")]
)
def test_that_points_are_written_as_a_person_writes_them(points: str, text: str):
    assert short_points(Points.parse(points)) == text


def test_that_the_text_is_plain_toml():
    form = shipped_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY)

    table = tomllib.loads(form_to_toml(form).decode())

    assert table["section"][0]["item"][0]["code"] == form.items[0].code
    assert table["remark_below"] == "3/5"
