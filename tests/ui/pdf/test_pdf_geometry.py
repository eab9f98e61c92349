"""Where pages lie, and which drawn pages are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from ui.widgets.pdf_cache import PageCache
from ui.widgets.pdf_geometry import GAP, STEPS, Fit, Place, Sheet, Zoom, next_step

SIDES = st.floats(10, 5000)
SIZES = st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=40)
ZOOMS = st.sampled_from([Zoom(Fit.WIDTH), Zoom(Fit.PAGE), Zoom(Fit.FREE, 0.5), Zoom(Fit.FREE, 3)])


@given(SIZES, ZOOMS)
def test_that_pages_follow_one_another_with_a_gap(sizes: list[tuple[float, float]], zoom: Zoom):
    sheet = Sheet(sizes, zoom, 600, 700)

    for page in range(len(sheet) - 1):
        assert sheet.top(page) + sheet.heights[page] + GAP == sheet.top(page + 1)
    assert sheet.top(len(sheet) - 1) + sheet.heights[-1] + GAP == sheet.height
    assert all(sheet.page_at(sheet.top(page)) == page for page in range(len(sheet)))


@given(SIZES, ZOOMS, st.floats(0, 1))
def test_that_a_place_survives_there_and_back(
    sizes: list[tuple[float, float]], zoom: Zoom, part: float
):
    sheet = Sheet(sizes, zoom, 600, 700)
    y = round(part * (sheet.height - GAP - 1))

    assert abs(sheet.y_of(sheet.place_at(y)) - y) <= 1


def test_that_a_place_beyond_a_shorter_document_is_its_last_page():
    sheet = Sheet([(595, 842)] * 3, Zoom(), 600, 700)

    assert sheet.page_at(sheet.y_of(Place(80))) == 2


@pytest.mark.parametrize(("factor", "change", "expected"), [(1.0, 1, 1.1), (0.66, -1, 0.5)])
def test_that_a_step_leads_to_the_next_size(factor: float, change: int, expected: float):
    assert next_step(factor, change) == expected


def test_that_the_sizes_end():
    assert (next_step(STEPS[-1], 1), next_step(STEPS[0], -1)) == (STEPS[-1], STEPS[0])


def picture(side: int) -> QImage:
    return QImage(side, side, QImage.Format.Format_RGB32)


def test_that_the_page_used_longest_ago_goes_first():
    cache = PageCache(bound=3 * 40_000)
    for page in range(3):
        cache.put(page, picture(100))
    cache.get(0)

    cache.put(3, picture(100))

    assert [cache.has(page, 100, 100) for page in range(4)] == [True, False, True, True]
    assert cache.used <= 3 * 40_000


def test_that_a_page_larger_than_the_bound_is_kept_alone():
    cache = PageCache(bound=40_000)
    cache.put(0, picture(100))

    cache.put(1, picture(400))

    assert cache.get(0) is None
    assert cache.get(1) is not None
