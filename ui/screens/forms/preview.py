"""预览: the form exactly as the experts will have it; what is filled in here is for trying only."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.forms.editors import SUBTYPES
from ui.widgets.choice import Choice
from ui.widgets.form.form_view import FormView
from ui.widgets.layout import label, prose, row
from ynreview.kernel.points import Points
from ynreview.messages import label as term
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm

_TRY = "与专家看到的评分表相同，可以试填；这里填的内容不保存。"


class FormPreview(QWidget):
    """Made anew for another form or subtype; the sheet tried on goes with it."""

    def __init__(self) -> None:
        super().__init__()
        self._form: ScoreForm | None = None
        self._view: FormView | None = None
        self._sheet = ScoreSheet("")
        self._subtype = Choice()
        self._subtype.setAccessibleName("子类")
        self._subtype.activated.connect(lambda _: self._make())
        caption = label("子类", "muted")
        caption.setBuddy(self._subtype)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        head = row(prose(_TRY, "muted"), caption, self._subtype)
        head.setStretch(0, 1)
        self._column.addLayout(head)

    def show_form(self, form: ScoreForm) -> None:
        """Show a form, with an empty sheet if it is another one than before."""
        if form == self._form:
            return
        if self._form is None or self._form.kind is not form.kind:
            self._subtype.clear()
            self._subtype.addItems([term(one) for one in SUBTYPES[form.kind]])
        self._form = form
        self._make()

    def _make(self) -> None:
        assert self._form is not None
        if self._view is not None:
            self._column.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        subtype = SUBTYPES[self._form.kind][max(self._subtype.currentIndex(), 0)]
        view = FormView(self._form, frozenset(), subtype.value)
        view.points_stored.connect(self._points)
        view.remarked.connect(lambda item, text: self._keep(self._sheet.with_remark(item, text)))
        view.veto_answered.connect(
            lambda item, yes: self._keep(self._sheet.with_veto(item, answer=yes))
        )
        self._view = view
        self._column.addWidget(view, 1)
        self._keep(ScoreSheet(""))

    def _points(self, item: str, points: Points | None) -> None:
        self._keep(self._sheet.with_points(item, points))

    def _keep(self, sheet: ScoreSheet) -> None:
        self._sheet = sheet
        if self._view is not None:
            self._view.show_sheet(sheet)
