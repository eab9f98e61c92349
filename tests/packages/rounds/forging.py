"""A forger's bench: packages of a real round are taken apart and sealed anew, keys at hand."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ynreview.app import commands as c
from ynreview.app.collecting import collect_files
from ynreview.app.demo import _write_table
from ynreview.app.demo_data import LEDGER_HEADINGS, PANEL_HEADINGS, demo_experts, demo_platforms
from ynreview.app.demo_scores import score_file
from ynreview.app.keys import unlock_key
from ynreview.app.opening import open_desk, open_task
from ynreview.app.outcome import Outcome
from ynreview.app.queries.task import expert_task
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel import strict_json
from ynreview.kernel.clock import CHINA, FixedClock
from ynreview.kernel.codec import to_plain
from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.ids import RandomIds
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, EvaluationType, Grade, Ground
from ynreview.messages import explain_error
from ynreview.packages.bag import PackageHead
from ynreview.packages.documents import ballots_of
from ynreview.packages.reader import open_package
from ynreview.packages.result import read_result
from ynreview.packages.verification import Verification, verify_package
from ynreview.packages.writer import seal_package
from ynreview.scoring.quota import TieVote
from ynreview.scoring.record import Confirmation, Opinion
from ynreview.scoring.result import conclude, figures_of
from ynreview.scoring.settlement import GradeChange, VoteCount
from ynreview.signing.keys import SigningKey

PIN = "测试口令-2026"
AT = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)
AROUND = Surroundings(FixedClock(AT), RandomIds())
EXPERTS = ("E01", "E02", "E03", "E04", "E05", "E06", "E07")
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
Edit = Callable[[Any], Any]
Plan = Callable[..., "Forgery"]
Collect = Callable[..., dict[str, Any]]
Judge = Callable[..., Verification]
Refuse = Callable[..., YnReviewError]


class Shares:
    """What each entry gets of the full marks: two tie on the cut, one fails."""

    def share(self, place: int) -> int:
        return {3: 9_000, 4: 9_000, 12: 5_000}.get(place, 7_000 + place * 90)


def done(outcome: Outcome) -> Outcome:
    assert outcome.ok, [(finding.code, finding.params) for finding in outcome.findings]
    return outcome


@dataclass
class Round:
    """The files of the round, and the keys that a thief would have."""

    root: Path
    tasks: dict[str, Path] = field(default_factory=dict)
    scores: dict[tuple[str, int], Path] = field(default_factory=dict)
    result: Path = Path()
    keys: dict[str, SigningKey] = field(default_factory=dict)

    def dossier(self, who: str) -> Path:
        return self.root / f"{who}.ynd"

    def open(self, who: str) -> ReviewSession:
        return ReviewSession.open(self.dossier(who), PIN, AROUND)

    def code(self, who: str) -> str:
        return self.keys[who].certificate.key_code


def _prepare(found: Round) -> None:
    wanted = NewRound(
        title="2026年度后评估",
        type=EvaluationType.POST_EVALUATION,
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
        reason="示例会次",
        budget=Money.parse_wan("600"),
    )
    done(create_round(found.dossier("organiser"), PIN, wanted, AROUND))
    ledger, panel = found.root / "ledger.csv", found.root / "panel.csv"
    _write_table(ledger, LEDGER_HEADINGS, demo_platforms(12))
    _write_table(panel, PANEL_HEADINGS, demo_experts(6))
    folder = found.root / "files"
    for number in ("001", "009"):
        (folder / number).mkdir(parents=True)
        (folder / number / "report.pdf").write_bytes(PDF)
    with found.open("organiser") as session:
        done(session.execute(c.ImportPlatforms(ledger, attachments=folder)))
        done(session.execute(c.ImportPanel(panel)))
        done(session.execute(c.RecuseExpert("E03", "009", Ground.SAME_UNIT, "三年内同一单位")))
        issued = done(session.execute(c.IssuePackages(found.root)))
        found.keys["organiser"] = session.ask(lambda uow: unlock_key(uow, "organiser", PIN))
    found.tasks.update({file.recipient: file.path for file in issued.files})


def _score(found: Round, expert: str) -> None:
    done(open_task(found.tasks[expert], found.dossier(expert), PIN, AROUND))
    with found.open(expert) as session:
        scores = score_file(session.ask(expert_task), Shares())
        if expert == "E06":
            scores["entries"]["008"] = {"recuse": {"ground": "joint_work", "note": "合作论文"}}
        _submit(found, session, expert, scores, c.SubmitSheets(found.root))
        if expert == "E04":
            task = session.ask(expert_task)
            item = task.form("001").items[0]
            scores = {"entries": {"001": {"items": {item.code: str(item.step)}}}}
            scores["entries"]["001"]["remarks"] = {item.code: "更正：佐证材料页码对不上。" * 3}
            _submit(found, session, expert, scores, c.SubmitSheets(found.root, "本人更正"))
        found.keys[expert] = session.ask(lambda uow: unlock_key(uow, expert, PIN))


def _submit(
    found: Round, session: ReviewSession, expert: str, scores: Any, command: c.SubmitSheets
) -> None:
    file = found.root / f"{expert}.json"
    file.write_text(json.dumps(scores, ensure_ascii=False), "utf-8")
    done(session.execute(c.EnterScores(file)))
    submitted = done(session.execute(command))
    found.scores[expert, submitted.data["revision"]] = submitted.files[0].path


def _collect(found: Round) -> None:
    done(open_desk(found.tasks["E01"], found.dossier("chair"), PIN, AROUND))
    shutil.copy(found.dossier("chair"), found.dossier("desk"))
    order = sorted(found.scores, key=lambda one: (one[0] != "E07", one))
    with found.open("chair") as session:
        paths = [found.scores[one] for one in order]
        done(collect_files(session, paths, (), confirm_all=True))
        done(session.execute(c.ReopenCollection("E05 中途因病退出，改由备选专家接替")))
        done(session.execute(c.CloseCollection("E05 因病退出", replaced={"E05": "E07"})))


def _decide(found: Round) -> None:
    with found.open("chair") as session:
        withdrawn = EntryState.WITHDRAWN
        done(session.execute(c.ChangeState("011", withdrawn, "牵头单位申请撤回", "〔2026〕1号")))
        proposed = done(session.execute(c.ProposeGrades()))
        assert proposed.data["unresolved_ties"] == [["003", "004"]]
        tie = frozenset({"003", "004"})
        vote = TieVote(tie, frozenset({"003"}), {"003": 4, "004": 2}, 0, "应用更扎实")
        confirmed = Confirmation("012", VoteCount(6, 0, 0), "属实")
        done(session.execute(c.RecordVotes((vote,), (confirmed,))))
        lowered = GradeChange("002", Grade.QUALIFIED, "成果标注不规范", VoteCount(5, 1, 0))
        done(session.execute(c.SetGrades((lowered,))))
        done(session.execute(c.SuggestAwards(c.AwardMethod.BY_SCORE)))
        opinion = Opinion("012", "", "外方投入没有落实", "重新签订协议")
        done(session.execute(c.RecordOpinions((opinion,), "总体运行良好")))
        sealed = done(session.execute(c.SealResult(found.root / "sealed")))
        found.keys["chair"] = session.ask(lambda uow: unlock_key(uow, "E01", PIN))
    found.result = sealed.files[0].path


@dataclass(frozen=True)
class Parts:
    """A package taken apart; ``sealed`` puts it together as its writer would."""

    head: PackageHead
    signer: str
    payload: Mapping[str, bytes]
    files: Mapping[str, bytes]

    def plain(self, name: str) -> Any:
        return strict_json.from_bytes(self.payload[name])

    def edited(self, name: str, edit: Edit) -> "Parts":
        plain = self.plain(name)
        edit(plain)
        return self.having({name: strict_json.to_bytes(plain)})

    def having(self, files: Mapping[str, bytes]) -> "Parts":
        return replace(self, payload={**self.payload, **files})

    def without(self, *names: str) -> "Parts":
        kept = {name: file for name, file in self.payload.items() if name not in names}
        return replace(self, payload=kept)

    def under(self, **changes: Any) -> "Parts":
        return replace(self, head=replace(self.head, **changes))

    def sealed(self, key: SigningKey, signer: str = "") -> bytes:
        target = io.BytesIO()
        head, name = self.head, signer or self.signer
        seal_package(head.package_id, head, self.payload, key, name, head.created, target)
        return target.getvalue()


@dataclass
class Bench:
    """Where packages of the round are forged."""

    held: Round
    folder: Path
    count: int = 0
    known: dict[bytes, Parts] = field(default_factory=dict, repr=False)

    def apart(self, source: Path | bytes) -> Parts:
        content = source if isinstance(source, bytes) else source.read_bytes()
        if content not in self.known:
            self.known[content] = self._taken_apart(content)
        return self.known[content]

    def _taken_apart(self, content: bytes) -> Parts:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {n.partition("/")[2]: archive.read(n) for n in archive.namelist()}
        payload = {n[5:]: files[n] for n in files if n.startswith("data/")}
        with open_package(self.file(content)) as opened:
            return Parts(opened.head, opened.signers[0].name, payload, files)

    def file(self, content: bytes) -> Path:
        self.count += 1
        path = self.folder / f"forged-{self.count}.ynr"
        path.write_bytes(content)
        return path

    def verified(self, content: bytes, *keys: str) -> Verification:
        """Verify what was forged; its verdict can always be told in a sentence."""
        path = self.file(content)
        found = verify_package(path, keys)
        path.unlink()
        if found.problem is not None:
            assert explain_error(found.problem).endswith("。")
        assert all(difference.text for difference in found.differences)
        return found

    @property
    def result(self) -> Parts:
        return self.apart(self.held.result)

    @property
    def basis(self) -> Parts:
        return self.apart(self.result.payload["basis.ynr"])

    @property
    def roster(self) -> Parts:
        return self.apart(self.result.payload["rosters/roster-1.ynr"])

    def score(self, expert: str, revision: int = 1) -> Parts:
        return self.apart(self.held.scores[expert, revision])

    def task(self, expert: str) -> Parts:
        return self.apart(self.held.tasks[expert])

    def sealed_result(self, parts: Parts, key: SigningKey | None = None) -> bytes:
        """Seal a result with a head that fits its document, with the chair's key by default."""
        code = code_of(sha256_hex(parts.payload["result.json"]))
        head = parts.under(extra={**parts.head.extra, "Result-Code": code})
        return head.sealed(key or self.held.keys["chair"])


@dataclass
class Forgery:
    """A whole round made anew: every digest, key code and certificate inside is made to fit."""

    bench: Bench
    keys: dict[str, SigningKey]
    edits: dict[str, list[tuple[str, Edit]]] = field(default_factory=dict)

    def edit(self, part: str, name: str, change: Edit) -> "Forgery":
        """Plan a change of one document of ``basis``, ``roster``, ``E04-r2`` or ``result``."""
        self.edits.setdefault(part, []).append((name, change))
        return self

    def result(self) -> bytes:
        """Return the sealed result."""
        bench, made = self.bench, self.bench.result
        basis = self._sealed(bench.basis, "basis", "organiser")
        digest = sha256_hex(basis)
        roster = bench.roster.edited("roster.json", lambda d: d.update(basis_digest=digest))
        roster_bytes = self._sealed(roster, "roster", "organiser")
        files = {"basis.ynr": basis, "rosters/roster-1.ynr": roster_bytes}
        collected = made.plain("result.json")["collected"]
        certificates: dict[str, str] = {}
        last: dict[str, str] = {}
        for one in collected:
            expert, revision = one["expert"], one["revision"]
            name = f"{expert}-r{revision}"
            parts = bench.apart(made.payload[f"scores/{name}.ynr"])
            fitted = {"basis_digest": digest, "previous_digest": last.get(expert)}
            parts = parts.edited("submission.json", lambda d, f=fitted: d.update(f))
            parts = parts.under(extra={"Expert": expert, "Basis-Digest": digest})
            content = self._sealed(parts, name, expert)
            last[expert] = sha256_hex(content)
            files[f"scores/{name}.ynr"] = content
            certificate = self.keys[expert].certificate
            certificates[expert] = certificate.pem.decode()
            one.update(digest=last[expert], key_code=certificate.key_code)
        files["identities.json"] = strict_json.to_bytes({"certificates": certificates})
        bound = {"basis_digest": digest, "rosters": [sha256_hex(roster_bytes)]}
        made = made.having(files).edited(
            "result.json", lambda d: d.update({**bound, "collected": collected})
        )
        for name, change in self.edits.get("result", []):
            made = made.edited(name, change)
        return bench.sealed_result(made, self.keys["chair"])

    def consistent(self) -> bytes:
        """Return the result with the figures that follow from its forged parts."""
        with open_package(self.bench.file(self.result())) as opened:
            parts = read_result(opened)
        inputs = parts.basis.inputs(parts.roster, ballots_of(parts.submissions))
        conclusion = conclude(inputs, parts.document.record)
        figures = to_plain(figures_of(conclusion, parts.basis.counting))
        self.edit("result", "result.json", lambda d: d.update(figures=figures))
        return self.result()

    def _sealed(self, parts: Parts, part: str, who: str) -> bytes:
        for name, change in self.edits.get(part, []):
            parts = parts.edited(name, change)
        return parts.sealed(self.keys[who])


def hold_round(root: Path) -> Round:
    """Hold the round from ledger to seal."""
    found = Round(root)
    (found.root / "sealed").mkdir()
    _prepare(found)
    for expert in EXPERTS:
        _score(found, expert)
    _collect(found)
    _decide(found)
    return found
