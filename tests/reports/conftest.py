"""A realistic result for the tests of paper and workbook: 23 entries, 7 experts, two recusals."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from ynreview.kernel.clock import CHINA
from ynreview.reports.document import (
    MethodLine,
    ResultReport,
    ResultRow,
    RulebookNote,
    SignatureLine,
    StateLine,
)

RESULT_CODE = "K7QD-2M9X-04TE-HW3R"
BASIS_CODE = "7F3A-91QC-2KTE-0WD8"
RARE = "㛃䶮𬀩"

RULEBOOK = RulebookNote(
    title="云南省国际联合实验室和国际联合研发中心管理办法",
    document="云科规〔2022〕2号",
    in_force_from=date(2022, 3, 9),
    in_force_until=date(2025, 3, 8),
)

METHODS = (
    MethodLine(
        "得分为有效专家得分的算术平均，只修约一次，保留两位小数，四舍五入。",
        "会次设定",
        ("第二十七条",),
    ),
    MethodLine("不去掉最高分、最低分；每个平台有效专家不少于 5 名。", "会次设定"),
    MethodLine(
        "参评总数按整个会次计算，优秀不超过参评总数的 10%，取整。", "办法规定", ("第二十四条",)
    ),
    MethodLine(
        "得分 85.00 分及以上且在名额内为优秀，70.00 分及以上为良好，60.00 分及以上为合格。",
        "会次设定",
    ),
    MethodLine("同分压线依次比较主要指标得分率、未修约均分，仍相同的由专家组表决。", "会次设定"),
    MethodLine(
        "优秀建议支持金额 50 至 100 万元，良好 20 至 50 万元，均含两端。",
        "办法规定",
        ("第二十四条第（一）项", "第二十四条第（二）项"),
    ),
    MethodLine("一次性支持按每个平台只支持一次理解。", "条文理解", ("第二十四条",)),
)

_NAMES = (
    ("004", "云南省热带作物病虫害绿色防控国际联合实验室", "91.21", "优秀", "75"),
    ("009", "云南省光伏制氢国际联合研发中心", "88.58", "优秀", "70"),
    ("011", "云南省地震与地质灾害监测预警国际联合实验室", "88.58", "良好，因名额", "50"),
    ("002", "云南省跨境动物疫病防控国际联合实验室", "87.14", "良好，因名额", "50"),
    ("013", "云南省花卉种质与保鲜国际联合研发中心", "85.93", "良好，因名额", "50"),
    ("001", "云南省高原咖啡种质创新国际联合实验室", "84.07", "良好", "45"),
    ("008", "云南省茶树资源数字化国际联合实验室", "83.50", "良好", "45"),
    ("003", "云南省澜湄流域水环境国际联合实验室", "82.79", "良好", "40"),
    ("006", "云南省稀贵金属新材料国际联合研发中心", "81.64", "良好", "40"),
    ("017", "云南省生物多样性监测国际联合实验室", "80.36", "良好", "35"),
    ("005", "云南省甘蔗遗传改良国际联合实验室", "78.93", "良好", "35"),
    ("014", "云南省跨境电力互联国际联合研发中心", "77.21", "良好", "30"),
    ("016", "云南省橡胶林下经济国际联合实验室", "75.86", "良好", "30"),
    ("020", "云南省老挝语语音智能处理国际联合研发中心", "73.00", "良好", "25"),
    ("012", "云南省喀斯特石漠化治理国际联合实验室", "70.14", "良好", "20"),
    ("015", "云南省疟疾与登革热防控国际联合实验室", "69.93", "合格", ""),
    ("018", "云南省天然橡胶加工装备国际联合研发中心", "68.29", "合格", ""),
    ("007", "云南省高原湖泊藻类国际联合实验室", "67.57", "合格", ""),
    ("021", "云南省食用菌菌种国际联合研发中心", "66.14", "合格", ""),
    ("019", "云南省大象栖息地保护国际联合实验室", "64.79", "合格", ""),
    ("023", "云南省咖啡加工工艺国际联合研发中心", "63.36", "合格", ""),
    ("022", "云南省冬虫夏草人工繁育国际联合实验室", "61.07", "合格", ""),
    ("010", "云南省傣医药活性成分国际联合实验室", "58.50", "不合格", ""),
)
_BECAUSE = {
    "004": "得分 85.00 分及以上，在名额内",
    "009": "并列压线，专家组表决 4 比 1，在名额内",
    "011": "并列压线，专家组表决后在名额外",
    "002": "得分 85.00 分及以上，名额已满",
    "013": "得分 85.00 分及以上，名额已满",
    "010": "不足 60.00 分，已表决确认，附整改建议",
}
_FLAGS = {"011": "需复核 1 项，已维持原分", "009": "回避 1 名", "014": "曾获一次性支持"}


def sample_rows() -> tuple[ResultRow, ...]:
    ranks = {"009": "2", "011": "2"}
    return tuple(
        ResultRow(
            rank=ranks.get(number, str(place)),
            number=number,
            name=name,
            kind="联合实验室" if name.endswith("实验室") else "联合研发中心",
            score=score,
            valid_experts="6" if number in ranks else "7",
            grade=grade.split("，")[0],
            because=_BECAUSE.get(number, f"得分达到{grade}线"),
            amount=amount,
            flags=_FLAGS.get(number, ""),
        )
        for place, (number, name, score, grade, amount) in enumerate(_NAMES, start=1)
    )


@pytest.fixture(scope="session")
def report() -> ResultReport:
    return _report()


def _report() -> ResultReport:
    return ResultReport(
        title="2026年度云南省国际联合创新平台后评估（第一组）",
        round_id="2026HPG",
        evaluation="后评估",
        review_date=date(2026, 11, 24),
        rulebook=RULEBOOK,
        basis_code=BASIS_CODE,
        result_code=RESULT_CODE,
        finalised_number=1,
        denominator="参评 23 个 = 台账 25 个 - 撤回 1 个 - 不符合评估条件 1 个。",
        quota="优秀名额 2 个：10 × 2 = 20 ≤ 23，10 × 3 = 30 > 23（第二十四条，10% 取整）。"
        "建议优秀 2 个，未超出名额。",
        methods=METHODS,
        rows=sample_rows(),
        produced_at=datetime(2026, 11, 24, 16, 42, tzinfo=CHINA),
        venue="昆明市科技会堂三楼 302 会议室",
        commissioned_by="云南省科技厅国际合作处",
        institution="云南省科技评估与成果转化服务中心",
        reason="本批平台立项于办法有效期内，任务书约定按云科规〔2022〕2号开展后评估。",
        states=(
            StateLine(
                "024",
                "云南省湄公河航道国际联合实验室",
                "撤回",
                "牵头单位申请撤回",
                "云院函〔2026〕18号",
            ),
            StateLine(
                "025", "云南省边境口岸检疫国际联合研发中心", "不符合评估条件", "验收通过未满 2 年"
            ),
        ),
        decisions=(
            (
                "第 2 名的 009 号、011 号同为 88.58 分，剩余名额 1 个，主要指标得分率 90.00%、"
                "未修约均分 88.5833… 均相同；专家组表决（有表决权 5 人）：009 号 4 票，"
                "011 号 1 票，弃权 0 票。"
                "理由：009 号已在老挝、缅甸实现规模应用。"
            ),
            "010 号得分 58.50 分，建议不合格，专家组表决确认：同意 7 票，不同意 0 票，弃权 0 票。",
        ),
        amounts=("建议支持金额合计 640 万元；预算 700 万元，余 60 万元。",),
        signatures=(
            SignatureLine("组长", "赵㛃", "4NDE-2T7P-M80C-7QXA"),
            SignatureLine("副组长", "钱䶮", "9QWE-1T7P-M80C-7QXB"),
            SignatureLine("成员", "李喆", "81JM-XW0M-VJSV-NP4H"),
            SignatureLine("成员", "孙镕", "Q2ZK-08TB-5RWD-1HCE"),
            SignatureLine("成员", "周珺", "M4XA-77PN-C0VE-9KJT"),
            SignatureLine("成员", "吴𬀩", "0B7D-MM4K-22PA-XXC9"),
            SignatureLine("成员", "阿卜杜热合曼·买买提依明", "W3NE-Q0CT-58SV-1ZKD"),
            SignatureLine("监督员", "何霖", "T0VM-6JXG-15BS-R8K2"),
        ),
        journal_head="5J2N-K0WQ-81VC-3MTA",
    )


@pytest.fixture(scope="session")
def extreme_report() -> ResultReport:
    """A rehearsal with names longer than any real one and with every kind of odd character."""
    long_name = (
        "云南省面向南亚东南亚辐射中心建设的"
        + "高原特色生物资源可持续利用与" * 12
        + "国际联合实验室"
    )
    odd = ResultRow(
        rank="1",
        number="0001-A",
        name=f"{long_name} Yunnan International Joint Laboratory of Ultra-High-Purity Metals",
        kind="联合实验室",
        score="100.00",
        valid_experts="15",
        grade="不建议立项",
        because="得分、表决与理由" * 30,
        amount="1000.5",
        flags="提示" * 40,
    )
    rare = replace(
        odd, rank="2", number="002", name=f"云南省{RARE}𠮷<b>&国际联合实验室\n第二行", because=""
    )
    monster = replace(odd, rank="3", number="003", name="叕" * 2800, because="")
    report = _report()
    return replace(
        report,
        title="演练：" + "2026年度云南省国际联合创新平台后评估" * 3,
        rows=(odd, rare, monster, *report.rows[2:]),
        rehearsal=True,
        banners=("本会次为多个专家组合并前的单组结果，不得评优秀。",),
        signatures=report.signatures * 3,
    )
