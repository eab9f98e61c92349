"""The expert's screens at every width, light and dark: nothing runs out of its place."""

from collections.abc import Callable

import pytest
from expert_hands import settled
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.application import Application
from ui.theme.tokens import Appearance

BOTH = pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK], indirect=True)


@BOTH
@pytest.mark.parametrize("screen", ["home", "scoring", "overview", "submit"])
def test_that_a_screen_fits_every_width(
    at_scoring: Application, shoot: Callable[[QWidget, str], None], screen: str
) -> None:
    window = at_scoring.window
    window.go(screen)
    for width, height in ((1366, 728), (1000, 728), (683, 640)):
        window.resize(width, height)
        settled()
        shoot(window, f"expert-{screen}")
        assert window.width() == width
        sideways = [
            area.accessibleName() or type(area).__name__
            for area in window.screen_shown.findChildren(QAbstractScrollArea)
            if area.isVisible()
            and area.horizontalScrollBar().maximum()
            and area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        ]
        assert sideways == []
