"""From the marks of one sheet to its exact total; a sheet with a missing item has none."""

from dataclasses import dataclass
from fractions import Fraction

from ynreview.kernel.points import Points, total
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import Item, ScoreForm, SectionKind


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """One expert's complete marks for one entry.

    ``scored`` of ``applicable`` full marks, 不适用 items left out; the same for the 主要指标.
    ``added`` is what 加分项 add less what 扣分项 take, each within its cap; it may be negative.
    """

    scored: Points
    applicable: Points
    main_scored: Points
    main_applicable: Points
    added: Points = Points(0)  # noqa: RUF009 - a frozen value

    @property
    def value(self) -> Fraction:
        """The exact total on the scale of 100, never beyond its ends.

        会次设定: 得分 ÷ 适用项满分 × 100 + 加分 - 扣分.
        """
        regular = Fraction(100 * self.scored.hundredths, self.applicable.hundredths)
        return min(max(regular + self.added.fraction, Fraction(0)), Fraction(100))

    @property
    def main_rate(self) -> Fraction | None:
        """The exact 得分率 of the 主要指标, None where nothing of it applies."""
        if not self.main_applicable.hundredths:
            return None
        return Fraction(self.main_scored.hundredths, self.main_applicable.hundredths)


def applicable_items(form: ScoreForm, skipped: frozenset[str]) -> tuple[Item, ...]:
    """Return the items that are marked, in the order of the form."""
    return tuple(item for item in form.items if item.code not in skipped)


def missing_items(form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str]) -> tuple[str, ...]:
    """Return the codes of items without marks and of unanswered 重点核查项, in form order."""
    unanswered = tuple(veto.code for veto in form.veto if veto.code not in sheet.veto)
    unmarked = tuple(
        item.code for item in applicable_items(form, skipped) if item.code not in sheet.points
    )
    return unanswered + unmarked


def sheet_total(form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str]) -> SheetTotal | None:
    """Return the total of a sheet, None while an applicable item has no marks."""
    items = applicable_items(form, skipped)
    regular = tuple(item for item in items if not item.is_extra)
    if not regular or any(item.code not in sheet.points for item in items):
        return None
    main = tuple(item for item in form.main.items if item.code not in skipped)
    return SheetTotal(
        scored=_scored(sheet, regular),
        applicable=_full(regular),
        main_scored=_scored(sheet, main),
        main_applicable=_full(main),
        added=added_points(form, sheet, skipped),
    )


def added_points(form: ScoreForm, sheet: ScoreSheet, skipped: frozenset[str]) -> Points:
    """Return what 加分项 add less what 扣分项 take, as far as marked; it may be negative."""
    added = Points.zero()
    for section in form.sections:
        marked = [sheet.points[i.code] for i in section.items if _counts(i, sheet, skipped)]
        capped = min(total(marked), section.full)
        if section.kind is SectionKind.BONUS:
            added += capped
        elif section.kind is SectionKind.DEDUCTION:
            added -= capped
    return added


def _counts(item: Item, sheet: ScoreSheet, skipped: frozenset[str]) -> bool:
    return item.code in sheet.points and item.code not in skipped


def _scored(sheet: ScoreSheet, items: tuple[Item, ...]) -> Points:
    return total([sheet.points[item.code] for item in items])


def _full(items: tuple[Item, ...]) -> Points:
    return total([item.full for item in items])
