"""The form as a tree: itself, its questions, sections and items with their marks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.screens.forms import presenter
from ui.screens.forms.presenter import WHOLE, Node
from ynreview.rulebook.form_writing import short_points
from ynreview.rulebook.forms import ScoreForm

_NODE = Qt.ItemDataRole.UserRole
_AROUND = 8
_BY = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FormTree(QTreeWidget):
    """``arrived`` carries the part come to; Ctrl+↑ ↓ ask to move it, Delete to take it out."""

    arrived = Signal(object)
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("评分表目录")
        self.setColumnCount(2)
        self.setHeaderLabels(["指标", "满分"])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nodes: dict[Node, QTreeWidgetItem] = {}
        self._showing = False
        self.currentItemChanged.connect(self._came)

    def show_form(self, form: ScoreForm, node: Node, faulty: set[Node]) -> None:
        """Show a form; ``faulty`` parts are marked in words, too."""
        self._showing = True
        if list(self._nodes) != _nodes_of(form):
            self._build(form)
        for one, line in self._nodes.items():
            name, marks = _texts(form, one)
            bad = one in faulty
            line.setText(0, f"✗ {name}" if bad else name)
            line.setToolTip(0, f"{name}，有必须处理的问题" if bad else name)
            line.setText(1, marks)
        self.setCurrentItem(self._nodes.get(node, self._nodes[WHOLE]))
        self._showing = False

    def _build(self, form: ScoreForm) -> None:
        self.clear()
        self._nodes = {}
        above: QTreeWidget | QTreeWidgetItem = self
        for node in _nodes_of(form):
            line = QTreeWidgetItem(above if node.is_item else self)
            line.setData(0, _NODE, node)
            line.setSizeHint(0, QSize(0, self.fontMetrics().lineSpacing() + _AROUND))
            line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not node.is_item:
                font = line.font(0)
                font.setBold(node.is_section)
                line.setFont(0, font)
                above = line
            self._nodes[node] = line
        self.expandAll()

    def _came(self, line: QTreeWidgetItem | None) -> None:
        if line is not None and not self._showing:
            self.arrived.emit(line.data(0, _NODE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _BY.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_asked.emit(by)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


def _nodes_of(form: ScoreForm) -> list[Node]:
    found = [WHOLE, *(Node(veto=place) for place in range(len(form.veto)))]
    for at, section in enumerate(form.sections):
        found.append(Node(section=at))
        found += [Node(section=at, item=place) for place in range(len(section.items))]
    return found


def _texts(form: ScoreForm, node: Node) -> tuple[str, str]:
    if node.veto >= 0:
        return f"{form.veto[node.veto].code} {form.veto[node.veto].question}", "核查"
    if node.is_item:
        item = form.sections[node.section].items[node.item]
        return f"{item.code} {item.name}", short_points(item.full)
    if node.is_section:
        section = form.sections[node.section]
        main = not section.is_extra and section.code == form.main_section
        return presenter.section_title(section, is_main=main), presenter.section_marks(section)
    return "整张表的设定", ""
