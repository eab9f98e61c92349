"""Invented platforms and experts for the example round; no real unit and no real person."""

from __future__ import annotations

LEDGER_HEADINGS = (
    "编号",
    "平台名称",
    "平台类型",
    "子类",
    "研究方向",
    "牵头单位",
    "牵头单位性质",
    "国外参与单位",
    "合作国家（地区）",
    "境外实体所在地",
    "推荐部门",
    "平台主任",
    "实施开始日期",
    "实施结束日期",
    "验收通过日期",
    "年度报告",
    "已获后评估奖补",
    "状态",
)
PANEL_HEADINGS = ("编号", "姓名", "工作单位", "职称", "专业领域", "类别", "角色", "专家组")

_FIELDS = (
    "高原咖啡种质创新",
    "跨境动物疫病防控",
    "澜湄流域水环境",
    "热带作物病虫害绿色防控",
    "稀贵金属新材料",
    "高原湖泊蓝藻治理",
    "边境传染病监测",
    "茶树资源数字化",
    "光伏制氢",
    "傣医药活性成分",
    "地震与地质灾害预警",
    "天然橡胶精深加工",
    "花卉种质与保鲜",
    "生物多样性数字标本",
    "绿色铝基材料",
    "磷资源高值利用",
    "东南亚语言信息处理",
    "甘蔗育种与制糖",
    "高原畜禽遗传改良",
    "跨境冷链物流装备",
    "水电与新能源协同调度",
    "中草药规范化种植",
    "热区土壤改良",
)
_UNITS = ("云岭示例大学", "滇池示例研究院", "澜沧示例技术中心", "苍洱示例医学院")
_COUNTRIES = ("老挝", "缅甸", "泰国", "越南", "柬埔寨")
_NAMES = (
    "赵㛃",
    "钱镕煜",
    "孙渊",
    "李喆",
    "周珺",
    "吴䶮",
    "郑昉",
    "王𬀩",
    "冯蕖",
    "陈昱",
    "褚珩",
    "卫翀",
)
_SENIOR = ("研究员", "教授")


def demo_platforms(count: int) -> list[tuple[str, ...]]:
    """Return ``count`` rows of a ledger; every fifth platform is an R&D center."""
    return [_platform(place) for place in range(1, count + 1)]


def _platform(place: int) -> tuple[str, ...]:
    field = _FIELDS[(place - 1) % len(_FIELDS)]
    turn = (place - 1) // len(_FIELDS)
    field += f"（{turn + 1}）" if turn else ""
    country = _COUNTRIES[place % len(_COUNTRIES)]
    center = place % 5 == 0
    kind = "联合研发中心" if center else "联合实验室"
    subtype = "海外" if center else "双边共建"
    return (
        f"{place:03d}",
        f"云南省{field}国际{kind}",
        kind,
        subtype,
        field,
        _UNITS[place % len(_UNITS)],
        "科研院所" if place % 2 else "高校",
        f"{country}示例科学院",
        country,
        country if center else "",
        "示例推荐部门",
        f"主任{place:03d}",
        "2019-05-01",
        "2022-04-30",
        "2022-07-15",
        "2019、2020、2021、2022",
        "否",
        "参评",
    )


def demo_experts(count: int) -> list[tuple[str, ...]]:
    """Return ``count`` panel members, a chair and a deputy among them, and one alternate."""
    rows: list[tuple[str, ...]] = []
    for place in range(1, count + 2):
        role = {1: "组长", 2: "副组长", count + 1: "备选"}.get(place, "成员")
        name = _NAMES[(place - 1) % len(_NAMES)]
        unit = f"示例评审单位{place:02d}"
        title = _SENIOR[place % len(_SENIOR)]
        rows.append((f"E{place:02d}", name, unit, title, "综合", "技术", role, "第一组"))
    return rows
