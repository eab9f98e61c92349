"""An editor for each part of a form: the form itself, a question, a section, an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ui.screens.forms import presenter
from ui.screens.forms.cites import CitesField
from ui.screens.forms.editor import Change, Editor
from ui.screens.forms.presenter import Node
from ui.widgets.choice import Choice
from ui.widgets.layout import button
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind, Subtype
from ynreview.messages import label as term
from ynreview.rulebook import form_edits as edits
from ynreview.rulebook.form_writing import short_points
from ynreview.rulebook.forms import Item, ScoreForm, ScoreRange, SectionKind
from ynreview.rulebook.kinds import Level
from ynreview.rulebook.model import Rulebook

SUBTYPES = {
    PlatformKind.LABORATORY: (Subtype.BILATERAL, Subtype.MULTILATERAL),
    PlatformKind.RD_CENTER: (Subtype.OVERSEAS, Subtype.INTERNATIONAL),
}
_LEVELS = {Level.EXCELLENT: "优", Level.GOOD: "良", Level.FAIR: "中", Level.POOR: "差"}
_KINDS = {
    SectionKind.REGULAR: "一级指标（计入 100 分）",
    SectionKind.BONUS: "加分项（在 100 分之外加分）",
    SectionKind.DEDUCTION: "扣分项（从总分中扣分）",
}
_STEPS = tuple(map(Points.parse, ("0.1", "0.2", "0.25", "0.5", "1")))
_EXTRA = (
    "总分 = 一级指标得分（不适用的折算）+ 加分 - 扣分，不低于 0 分，不超过 100 分；没有的填 0。"
)


class FormEditor(Editor):
    """What holds for the whole form."""

    def __init__(self, form: ScoreForm, node: Node) -> None:
        super().__init__(form, node)
        self.heading("整张表的设定")
        self._title = self.word("title", "评分表名称", _set("title"))
        self._source = self.word("source", "来源（印在评分表上）", _set("source"))
        self._step = self.add("step", "打分步长（分）", Choice())
        self._step.activated.connect(lambda at: self.keep(_with_step, self._steps[at]))
        self._main = self.add("main_section", "主要指标（同分压线时先比较）", Choice())
        self._main.activated.connect(
            lambda at: self.keep(_set("main_section"), self._main.itemData(at))
        )
        self._below = self.count("remark_below", "低于满分的百分之多少须写说明", 100, _with_share)
        self._at_full = self.tick("remark_at_full", "给满分也须写说明", _set("remark_at_full"))
        with self.one_line():
            self._least = self.count("remark_min", "说明最少字数", 500, _set("remark_min"))
            self._overall = self.count("overall_min", "总体意见最少字数", 1000, _set("overall_min"))
        self._hint = self.text("remark_hint", "说明的提示语", 2, _set("remark_hint"))
        self._overall_hint = self.text("overall_hint", "总体意见的提示语", 3, _set("overall_hint"))
        self.close_column()
        self.show_values()

    def show_values(self) -> None:
        form = self.form
        self._title.show_text(form.title)
        self._source.show_text(form.source)
        self._steps = sorted({*_STEPS, form.step})
        self._step.clear()
        self._step.addItems([short_points(step) for step in self._steps])
        self._step.setCurrentIndex(self._steps.index(form.step))
        self._main.clear()
        for section in form.sections:
            if not section.is_extra:
                self._main.addItem(f"{section.code} {section.name}", section.code)
        self._main.setCurrentIndex(self._main.findData(form.main_section))
        percent = form.remark_below * 100
        self._below.set_value(percent.numerator // percent.denominator)
        self._at_full.setChecked(form.remark_at_full)
        self._least.set_value(form.remark_min)
        self._hint.show_text(form.remark_hint)
        self._overall.set_value(form.overall_min)
        self._overall_hint.show_text(form.overall_hint)


class VetoEditor(Editor):
    """One 重点核查项."""

    def __init__(self, form: ScoreForm, node: Node, rulebook: Callable[[], Rulebook]) -> None:
        super().__init__(form, node)
        self.heading("重点核查项（有“是”原则上不通过）")
        self._code = self.word("code", "编号", self._with("code"))
        self._question = self.text("question", "问题", 2, self._with("question"))
        self._guidance = self.text("guidance", "看什么", 5, self._with("guidance"))
        self._cites = self.add("cites", "依据", CitesField(rulebook))
        self._cites.stored.connect(lambda cites: self.keep(self._with("cites"), cites))
        self.close_column()
        self.show_values()

    def _with(self, name: str) -> Change:
        def change(form: ScoreForm, value: Any) -> ScoreForm:
            veto = replace(form.veto[self.node.veto], **{name: value})
            return edits.with_veto(form, self.node.veto, veto)

        return change

    def show_values(self) -> None:
        veto = self.form.veto[self.node.veto]
        self._code.show_text(veto.code)
        self._question.show_text(veto.question)
        self._guidance.show_text(veto.guidance)
        self._cites.show_cites(veto.cites)


class SectionEditor(Editor):
    """One 一级指标, 加分项 or 扣分项."""

    def __init__(self, form: ScoreForm, node: Node) -> None:
        super().__init__(form, node)
        self._head = self.heading("")
        with self.one_line():
            self._code = self.word("code", "编号", self._with("code"))
            self._name = self.word("name", "名称", self._with("name"), 5)
        self._kind = self.add("kind", "性质", Choice())
        self._kind.addItems(list(_KINDS.values()))
        self._kind.activated.connect(lambda at: self.keep(self._with("kind"), list(_KINDS)[at]))
        self._full = self.points("full", "满分（加分项、扣分项为最多计多少分）", self._with("full"))
        self._sum = button("")
        self._sum.clicked.connect(self._take_sum)
        self.beside(self._sum)
        self._extra = self.note(_EXTRA)
        self._tasks = self.tick("task_block", "属于合同任务（项目验收）", self._with("task_block"))
        self._tasks.setVisible(form.type is EvaluationType.ACCEPTANCE)
        self.close_column()
        self.show_values()

    def _with(self, name: str) -> Change:
        def change(form: ScoreForm, value: Any) -> ScoreForm:
            return presenter.with_section(
                form, self.node, lambda one: replace(one, **{name: value})
            )

        return change

    def _take_sum(self) -> None:
        self.changed.emit(presenter.with_sum(self.form, self.node))

    def show_values(self) -> None:
        section = self.form.sections[self.node.section]
        self._head.setText(_KINDS[section.kind].partition("（")[0])
        self._code.show_text(section.code)
        self._name.show_text(section.name)
        self._kind.setCurrentIndex(list(_KINDS).index(section.kind))
        self._full.set_points(section.full)
        found = presenter.sum_of(section)
        self._sum.setText(f"取各项合计 {short_points(found)} 分")
        self._sum.setAccessibleName(self._sum.text())
        self._sum.setVisible(bool(section.items) and found != section.full)
        self._extra.setVisible(section.is_extra)
        self._tasks.setChecked(section.task_block)


class ItemEditor(Editor):
    """One 指标 with what to look at and what separates its levels."""

    def __init__(self, form: ScoreForm, node: Node, rulebook: Callable[[], Rulebook]) -> None:
        super().__init__(form, node)
        self._head = self.heading("")
        with self.one_line():
            self._code = self.word("code", "编号", self._with("code"))
            self._name = self.word("name", "名称", self._with("name"), 5)
            self._full = self.points("full", "满分", self._with("full"))
        self._objective = self.tick(
            "objective", "客观指标（按材料即可认定，专家之间应一致）", self._with("objective")
        )
        self._cites = self.add("cites", "依据", CitesField(rulebook))
        self._cites.stored.connect(lambda cites: self.keep(self._with("cites"), cites))
        self._guidance = self.text("guidance", "看什么", 5, self._with("guidance"))
        self._told = {
            one: self.text(one.value, f"看什么（{term(one)}另加）", 2, self._with_told(one))
            for one in SUBTYPES[form.kind]
        }
        self._levels = {
            level: self.text(level.value, word, 3, self._with(level.value))
            for level, word in _LEVELS.items()
            if not self._item.is_extra
        }
        self.close_column()
        self.show_values()

    @property
    def _item(self) -> Item:
        return self.form.sections[self.node.section].items[self.node.item]

    def _with(self, name: str) -> Change:
        def change(form: ScoreForm, value: Any) -> ScoreForm:
            return presenter.with_item(form, self.node, lambda one: replace(one, **{name: value}))

        return change

    def _with_told(self, subtype: Subtype) -> Change:
        def change(form: ScoreForm, text: Any) -> ScoreForm:
            told = {**self._item.guidance_by_subtype, subtype: text}
            kept = {one: words for one, words in told.items() if words}
            return presenter.with_item(
                form, self.node, lambda one: replace(one, guidance_by_subtype=kept)
            )

        return change

    def show_values(self) -> None:
        item = self._item
        self._head.setText(f"{item.code} {item.name}")
        self._code.show_text(item.code)
        self._name.show_text(item.name)
        self._full.set_points(item.full)
        self._objective.setChecked(item.objective)
        self._cites.show_cites(item.cites)
        self._guidance.show_text(item.guidance)
        for subtype, control in self._told.items():
            control.show_text(item.guidance_by_subtype.get(subtype, ""))
        levels = item.levels
        for level, text in self._levels.items():
            text.show_text(item.level_text(level))
            self.captions[level.value].setText(_range_text(level, levels.get(level)))


def editor_of(form: ScoreForm, node: Node, rulebook: Callable[[], Rulebook]) -> Editor:
    """Return the editor for a part of a form."""
    if node.veto >= 0:
        return VetoEditor(form, node, rulebook)
    if node.is_item:
        return ItemEditor(form, node, rulebook)
    return SectionEditor(form, node) if node.is_section else FormEditor(form, node)


def _range_text(level: Level, scores: ScoreRange | None) -> str:
    """Return a level with its possible scores, as the expert will see them."""
    if scores is None:
        return f"{_LEVELS[level]}（没有可给的分数，请调整满分或步长）"
    lowest, highest = short_points(scores.lowest), short_points(scores.highest)
    return f"{_LEVELS[level]}　{lowest if lowest == highest else f'{lowest}-{highest}'} 分"


def _set(name: str) -> Change:
    return lambda form, value: replace(form, **{name: value})


def _with_step(form: ScoreForm, step: Any) -> ScoreForm:
    return edits.with_step(form, step)


def _with_share(form: ScoreForm, percent: Any) -> ScoreForm:
    return replace(form, remark_below=Fraction(int(percent), 100))
