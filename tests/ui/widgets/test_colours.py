"""What is painted can be read: every state and every warmth in both themes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.models.table import ColumnSpec
from ui.theme.appearance import Look
from ui.theme.tokens import Appearance, Theme, load_theme
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import HeatDelegate, StateDelegate, heat_color
from ui.widgets.shapes import Shape, ShapeMark, paint_shape

THEMES = [load_theme(one, system_is_dark=False) for one in (Appearance.LIGHT, Appearance.DARK)]
READABLE = 4.5  # WCAG 2.2, 1.4.3


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("heat", [-2, -1, 1, 2])
def test_that_figures_can_be_read_on_every_warmth(theme: Theme, heat: int) -> None:
    assert contrast(theme.color("text"), heat_color(theme, heat)) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_that_warmths_differ_from_each_other_and_from_none(theme: Theme) -> None:
    grounds = [heat_color(theme, heat).name() for heat in (-2, -1, 1, 2)]
    assert len({*grounds, theme.color("surface").name()}) == 5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_that_states_can_be_read_wherever_they_stand(
    theme: Theme, shape: Shape, ground: str
) -> None:
    assert contrast(theme.color(shape.color), theme.color(ground)) >= READABLE


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def drawn(shape: Shape) -> frozenset[tuple[int, int]]:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_shape(painter, QRectF(2, 2, 16, 16), shape, QColor("black"))
    painter.end()
    places = ((x, y) for x in range(20) for y in range(20))
    return frozenset(at for at in places if image.pixelColor(*at).lightness() < 128)


@pytest.mark.usefixtures("qapp")
def test_that_no_two_states_have_the_same_shape() -> None:
    pictures = {shape: drawn(shape) for shape in Shape}
    assert all(pictures.values())
    assert len(set(pictures.values())) == len(Shape)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK], indirect=True)
def test_that_a_table_paints_states_and_warmth_in_the_theme(stage: Callable, look: Look) -> None:
    columns = [ColumnSpec("得分", str, align_right=True), ColumnSpec("状态", lambda _: "已提交")]
    table = DataTable(columns)
    table.setItemDelegateForColumn(0, HeatDelegate(look, lambda row: row))
    table.setItemDelegateForColumn(1, StateDelegate(look, lambda _: Shape.DONE))
    stage(table)
    table.show_rows([2, -2, 0])
    table.clearSelection()
    image = picture(table.viewport())
    heat = [
        image.pixelColor(table.visualRect(table.table_model.index(n, 0)).topLeft().x() + 20, y)
        for n, y in enumerate(
            table.visualRect(table.table_model.index(n, 0)).center().y() for n in range(3)
        )
    ]
    assert heat[0] == heat_color(look.theme, 2)
    assert heat[1] == heat_color(look.theme, -2)
    cell = image.copy(table.visualRect(table.table_model.index(0, 1)))
    names = {cell.pixelColor(x, y).name() for x in range(40) for y in range(cell.height())}
    assert look.theme.color("good").name() in names


def test_that_a_mark_follows_the_theme_at_once(qtbot: QtBot, look: Look) -> None:
    mark = ShapeMark(Shape.BLOCKED)
    qtbot.addWidget(mark)
    mark.show()
    look.choose(Appearance.DARK)
    QApplication.processEvents()
    assert mark.palette().windowText().color() == look.theme.color("danger")
    assert mark.focusPolicy() is Qt.FocusPolicy.NoFocus
