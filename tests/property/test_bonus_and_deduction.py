"""加分项 and 扣分项: random forms and marks against a computation in plain fractions."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.rounds import counting, shipped_form
from ynreview.kernel.points import Points
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.form_edits import add_section, with_section
from ynreview.rulebook.forms import Item, ScoreForm, Section, SectionKind
from ynreview.scoring.consolidate import Attendance, Panelist, consolidate
from ynreview.scoring.totals import missing_items, sheet_total

HALVES = st.integers(0, 40).map(lambda count: Points(50 * count))
CAPS = st.integers(1, 20).map(lambda count: Points(50 * count))


@st.composite
def extended_forms(draw: st.DrawFn) -> ScoreForm:
    """Draw a shipped form with up to three sections that add or take."""
    form = shipped_form()
    for count in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([SectionKind.BONUS, SectionKind.DEDUCTION]))
        name = f"X{count}"
        form = add_section(form, name)
        items = tuple(
            replace(form.items[0], code=f"{name}.{place}", full=draw(CAPS), kind=kind)
            for place in range(draw(st.integers(1, 3)))
        )
        section = Section(name, name, draw(CAPS), items, kind=kind)
        form = with_section(form, len(form.sections) - 1, section)
    return form


def drawn_marks(data: st.DataObject, items: tuple[Item, ...]) -> dict[str, Points]:
    return {
        item.code: Points(50 * data.draw(st.integers(0, item.full.hundredths // 50)))
        for item in items
    }


def by_definition(form: ScoreForm, marks: dict[str, Points], skipped: set[str]) -> Fraction:
    """Compute a total with fractions alone, section by section."""
    scored = full = extra = Fraction(0)
    for section in form.sections:
        left = [item for item in section.items if item.code not in skipped]
        sum_ = sum((Fraction(marks[item.code].hundredths, 100) for item in left), Fraction(0))
        if section.kind is SectionKind.REGULAR:
            scored += sum_
            full += sum(Fraction(item.full.hundredths, 100) for item in left)
            continue
        cap = Fraction(section.full.hundredths, 100)
        counted = min(cap, sum_)
        extra += counted if section.kind is SectionKind.BONUS else -counted
    value = scored / full * 100 + extra
    return Fraction(0) if value < 0 else Fraction(100) if value > 100 else value


def drawn_skips(data: st.DataObject, form: ScoreForm) -> frozenset[str]:
    codes = [item.code for item in form.items if item.code != form.items[0].code]
    return data.draw(st.frozensets(st.sampled_from(codes), max_size=5))


@given(form=extended_forms(), data=st.data())
def test_that_a_total_is_regular_marks_and_capped_extras(form: ScoreForm, data: st.DataObject):
    marks, skipped = drawn_marks(data, form.items), drawn_skips(data, form)

    total = sheet_total(form, ScoreSheet("001", marks), skipped)

    assert total is not None
    assert total.value == by_definition(form, marks, set(skipped))
    assert 0 <= total.value <= 100


@given(form=extended_forms(), data=st.data())
def test_that_an_unmarked_extra_is_missing_like_any_item(form: ScoreForm, data: st.DataObject):
    extra = data.draw(st.sampled_from([item.code for item in form.items if item.is_extra]))
    marks = drawn_marks(data, form.items)
    sheet = ScoreSheet("001", {code: one for code, one in marks.items() if code != extra})

    assert sheet_total(form, sheet, frozenset()) is None
    assert extra in missing_items(form, sheet, frozenset())
    assert sheet_total(form, sheet, frozenset({extra})) is not None


@given(form=extended_forms(), data=st.data(), trimming=st.booleans())
def test_that_the_mean_is_that_of_the_capped_totals(
    form: ScoreForm, data: st.DataObject, trimming: bool
):
    skipped = drawn_skips(data, form)
    sheets = [drawn_marks(data, form.items) for _ in range(7)]
    panel = [
        Panelist(f"E{n}", Attendance.PRESENT, frozenset(), {"001": ScoreSheet("001", marks)})
        for n, marks in enumerate(sheets)
    ]

    rules = counting({"trimming": {"enabled": trimming}})
    found = consolidate("001", form, panel, skipped, rules)

    values = sorted(by_definition(form, marks, set(skipped)) for marks in sheets)
    kept = values[1:-1] if trimming else values
    assert found.exact == sum(kept, Fraction(0)) / len(kept)
