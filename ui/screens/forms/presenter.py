"""What 评分表 shows and asks for: forms being worked on, undo, faults; no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import explain, explain_error, label
from ynreview.rulebook import form_edits as edits
from ynreview.rulebook.form_edits import ItemPlace
from ynreview.rulebook.form_writing import form_to_toml, short_points
from ynreview.rulebook.forms import Item, ScoreForm, Section, SectionKind

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.forms import FormState, FormsView

EXTRA_WORDS = {SectionKind.BONUS: "加分项", SectionKind.DEDUCTION: "扣分项"}


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a form: the form itself, a question, a section, or an item of a section."""

    veto: int = -1
    section: int = -1
    item: int = -1

    @property
    def place(self) -> ItemPlace:
        """Where the item stands."""
        return ItemPlace(self.section, self.item)

    @property
    def is_item(self) -> bool:
        """Whether it is an item."""
        return self.item >= 0

    @property
    def is_section(self) -> bool:
        """Whether it is a section itself."""
        return self.section >= 0 and self.item < 0


WHOLE = Node()


@dataclass
class Desk:
    """The form of one kind on the desk, with every step that can be taken back."""

    state: FormState
    form: ScoreForm
    node: Node = WHOLE
    past: list[tuple[ScoreForm, Node]] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether the form differs from the one in use."""
        return self.form != self.state.form


def forms(workspace: Workspace) -> FormsView:
    """Return the forms of the round."""
    from ynreview.app.queries.forms import forms_view

    return workspace.ask(forms_view)


def desk_of(state: FormState, former: Desk | None) -> Desk:
    """Return the desk for what is stored; the steps back stay while it is the same form."""
    form = state.draft or state.form
    if former is not None and former.form == form:
        former.state = state
        return former
    return Desk(state, form)


def faults(view: FormsView, form: ScoreForm) -> tuple[Finding, ...]:
    """Return what keeps the form from being used."""
    from ynreview.app.queries.forms import checked_form

    return checked_form(form, view.rules)


def save(workspace: Workspace, desk: Desk) -> Outcome:
    """Keep the form as it stands; what equals the form in use is no draft."""
    from ynreview.app.commands import SaveFormDraft

    content = form_to_toml(desk.form) if desk.is_changed else b""
    return workspace.run(SaveFormDraft(desk.state.kind, content))


def put_to_use(workspace: Workspace, desk: Desk) -> Outcome:
    """Judge by the form from now on."""
    from ynreview.app.commands import ReplaceForm

    return workspace.run(ReplaceForm(desk.state.kind, form_to_toml(desk.form)))


def reset(workspace: Workspace, kind: PlatformKind) -> Outcome:
    """Judge by the shipped form again."""
    from ynreview.app.commands import ResetForm

    return workspace.run(ResetForm(kind))


def set_skips(workspace: Workspace, entry: str, items: frozenset[str]) -> Outcome:
    """Set items of an entry 不适用."""
    from ynreview.app.commands import SetNotApplicable

    return workspace.run(SetNotApplicable(entry, tuple(sorted(items))))


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A form from a file, None when there is none in it, and what there is to say."""

    form: ScoreForm | None
    findings: tuple[Finding, ...]
    said: str = ""


def read_file(workspace: Workspace, kind: PlatformKind, path: Path) -> ReadFile:
    """Read a form from a file; nothing is stored."""
    from ynreview.app.queries.forms import form_from_file

    try:
        intake = workspace.ask(lambda uow: form_from_file(uow, kind, path))
    except YnReviewError as error:
        return ReadFile(None, (), explain_error(error))
    return ReadFile(intake.form, intake.findings)


def write_file(workspace: Workspace, form: ScoreForm, path: Path) -> str:
    """Write a form to a file by its ending; returns the sentence of a refusal."""
    from ynreview.app.form_files import PAPER, write_form_file, write_form_paper
    from ynreview.app.setup import chinese_date

    setup = workspace.ask(lambda uow: uow.round_setup())
    try:
        if path.suffix.lower() == PAPER:
            write_form_paper(path, form, setup.title, chinese_date(setup.review_date))
        else:
            write_form_file(path, form)
    except YnReviewError as error:
        return explain_error(error)
    return ""


def node_of(form: ScoreForm, subject: str) -> Node:
    """Return the part that a finding names: ``laboratory item 1.1 full``."""
    _, _, place = subject.partition(" ")
    table, _, rest = place.partition(" ")
    code = rest.partition(" ")[0]
    if table == "section":
        found = (n for n, one in enumerate(form.sections) if one.code == code)
        return next((Node(section=n) for n in found), WHOLE)
    for at, section in enumerate(form.sections):
        for place_, item in enumerate(section.items):
            if table == "item" and item.code == code:
                return Node(section=at, item=place_)
    vetoes = (n for n, one in enumerate(form.veto) if table == "item" and one.code == code)
    return next((Node(veto=n) for n in vetoes), WHOLE)


def key_of(subject: str) -> str:
    """Return the field that a finding names: ``full``, ``guidance``, ``good``."""
    return subject.rpartition(" ")[2]


def exists(form: ScoreForm, node: Node) -> bool:
    """Whether the form has that part."""
    if node.veto >= 0:
        return node.veto < len(form.veto)
    if node.section < 0:
        return True
    if node.section >= len(form.sections):
        return False
    return node.item < len(form.sections[node.section].items)


def item_at(form: ScoreForm, node: Node) -> Item | None:
    """Return the item in a place, None where there is none."""
    if not node.is_item or not exists(form, node):
        return None
    return form.sections[node.section].items[node.item]


def sentences(findings: tuple[Finding, ...]) -> list[str]:
    """Return findings in words."""
    return [explain(one) for one in findings]


def added(view: FormsView, desk: Desk, what: str) -> tuple[ScoreForm, Node]:
    """Return the form with one more ``section``, ``item`` or ``veto`` and where it stands."""
    form = desk.form
    if what == "section":
        return edits.add_section(form, "新的一级指标"), Node(section=len(form.sections))
    if what == "veto":
        return edits.add_veto(form, "是否"), Node(veto=len(form.veto))
    at = desk.node.section if desk.node.section >= 0 else len(form.sections) - 1
    larger = edits.add_item(form, at, "新的指标", view.anchors)
    return larger, Node(section=at, item=len(form.sections[at].items))


def removed(form: ScoreForm, node: Node) -> tuple[ScoreForm, Node]:
    """Return the form without a part, and the part to show then."""
    if node.veto >= 0:
        return edits.remove_veto(form, node.veto), WHOLE
    if node.is_item:
        smaller = edits.keeping_sums(form, edits.remove_item(form, node.place))
        left = len(smaller.sections[node.section].items)
        return smaller, Node(section=node.section, item=min(node.item, left - 1))
    if node.is_section:
        smaller = edits.remove_section(form, node.section)
        return smaller, Node(section=min(node.section, len(smaller.sections) - 1))
    return form, node


def moved(form: ScoreForm, node: Node, by: int) -> tuple[ScoreForm, Node]:
    """Return the form with a section or item one place further, and where it stands then."""
    if node.is_item:
        changed, place = edits.move_item(form, node.place, by)
        return edits.keeping_sums(form, changed), Node(section=place.section, item=place.item)
    if node.is_section:
        goal = min(max(node.section + by, 0), len(form.sections) - 1)
        return edits.move_section(form, node.section, by), Node(section=goal)
    return form, node


def with_item(form: ScoreForm, node: Node, change: Callable[[Item], Item]) -> ScoreForm:
    """Return the form with an item changed; its section stays their sum."""
    item = form.sections[node.section].items[node.item]
    return edits.keeping_sums(form, edits.with_item(form, node.place, change(item)))


def with_section(form: ScoreForm, node: Node, change: Callable[[Section], Section]) -> ScoreForm:
    """Return the form with a section changed."""
    return edits.with_section(form, node.section, change(form.sections[node.section]))


def with_sum(form: ScoreForm, node: Node) -> ScoreForm:
    """Return the form with a section's full marks set to the sum of its items."""
    return with_section(form, node, lambda one: replace(one, full=sum_of(one)))


def sum_of(section: Section) -> Points:
    """Return what the items of a section come to."""
    return Points(sum(item.full.hundredths for item in section.items))


def section_title(section: Section, *, is_main: bool) -> str:
    """Return a section as the list shows it."""
    main = "（主要指标）" if is_main else ""
    return f"{section.code} {section.name}{main}"


def section_marks(section: Section) -> str:
    """Return a section's marks as the list shows them."""
    if section.kind is SectionKind.BONUS:
        return f"最多 +{short_points(section.full)}"
    if section.kind is SectionKind.DEDUCTION:
        return f"最多 -{short_points(section.full)}"
    return short_points(section.full)


def total_text(view: FormsView, form: ScoreForm) -> str:
    """Return the live sum: 合计 100 / 100, with what can be added or taken beside it."""
    from ynreview.app.queries.forms import whole_asked, whole_of

    extra = "".join(
        f"，{EXTRA_WORDS[one.kind]}最多 {short_points(one.full)}"
        for one in form.sections
        if one.is_extra
    )
    found, asked = short_points(whole_of(form)), short_points(whole_asked(view.rules))
    return f"合计 {found} / {asked}{extra}"


def is_whole(view: FormsView, form: ScoreForm) -> bool:
    """Whether the sections come to what is asked for."""
    from ynreview.app.queries.forms import whole_asked, whole_of

    return whole_of(form) == whole_asked(view.rules)


def standing_text(view: FormsView, desk: Desk) -> str:
    """Say which form is in use and whether changes wait."""
    if view.issued:
        return "本会次已经发放，评分表已冻结。"
    if desk.is_changed:
        return "有修改尚未使用，已自动保存在会次文件中。"
    shipped = (
        "本程序的默认评分表（本项目建议，非官方）" if desk.state.shipped else "会次自定的评分表"
    )
    return f"正在使用：{shipped}。"


def file_name(type_: EvaluationType, kind: PlatformKind, ending: str) -> str:
    """Return a name for a file with a form."""
    return f"{label(type_)}评分表-{label(kind)}{ending}"
