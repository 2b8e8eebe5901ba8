"""Enterprises as the register knows them, drawn at random.

Registered capital is lognormal (median 1 200 万元, sigma 1.1, rounded to 10 万元), employees too (median 60, sigma 0.9).
Every enterprise is invented: trade names are pairs of the calendar cycle, which real firms do not take one after another.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta

from sample import identity

#: Division of GB/T 4754: class that stands for it, the word in a firm's name, main products.
TRADES = {
    "C13": ("C1310", "食品", "粮油加工品"),
    "C17": ("C1751", "纺织", "化纤面料"),
    "C18": ("C1811", "服饰", "运动服装"),
    "C20": ("C2035", "木业", "木质制品"),
    "C22": ("C2231", "纸业", "包装纸"),
    "C24": ("C2442", "文体用品", "休闲用品"),
    "C26": ("C2651", "新材料", "合成树脂"),
    "C27": ("C2710", "生物医药", "原料药"),
    "C29": ("C2929", "高分子", "塑料零件"),
    "C30": ("C3021", "建材", "水泥制品"),
    "C31": ("C3130", "特钢", "钢压延制品"),
    "C32": ("C3252", "铝业", "铝型材"),
    "C33": ("C3311", "金属", "金属结构"),
    "C34": ("C3411", "机械", "通用零部件"),
    "C35": ("C3525", "装备", "模具"),
    "C36": ("C3670", "汽车部件", "汽车零部件"),
    "C37": ("C3744", "航空", "航空零部件"),
    "C38": ("C3841", "电气", "锂离子电池"),
    "C39": ("C3985", "电子", "电子专用材料"),
    "C40": ("C4030", "钟表", "钟表与计时仪器"),
    "C44": ("D4412", "热电", "电力热力"),
    "I65": ("I6513", "软件", "应用软件"),
    "M73": ("M7320", "技术研究", "工程技术研发"),
    "G59": ("G5920", "供应链", "通用仓储"),
}
SUFFIXES = ("有限公司", "科技有限公司", "制造有限公司", "实业有限公司")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = "一鸣文博志远建国晓东雨晴思源海涛明哲嘉宁立新春生若水长青"
OWNERSHIP = (("民营", 78), ("国有", 5), ("港澳台投资", 8), ("外商投资", 5), ("混合所有制", 4))


@dataclass
class Company:
    code: str
    name: str
    trade: str  # key of TRADES
    stage: str = "投产"
    since: date = None  # of the stage
    registered: date = None
    capital: int = None  # 万元
    employees: int = None
    size: str = ""
    above: str = "否"
    origin: str = "本地"
    ownership: str = "民营"
    boss: str = ""
    place: str = ""  # address
    park: str = ""
    carrier: str = ""
    industry: str = None  # as written in the file; None: the trade's class
    note: str = ""
    titles: list = field(default_factory=list)
    node: str = ""  # of the zone's industry system, by its label
    milestones: list = field(default_factory=list)
    contacts: list = field(default_factory=list)


class Namer:
    """Names and codes that nobody in the zone has yet."""

    def __init__(self, rng, region):
        self.rng, self.region, self.names, self.codes = rng, region, set(), set()

    def take(self, name, code):
        self.names.add(name)
        self.codes.add(code)

    def name(self, place, word):
        for _ in range(10_000):
            suffix = SUFFIXES[0] if self.rng.random() < 0.4 else self.rng.choice(SUFFIXES)
            name = f"{place}{self.rng.choice(identity.CYCLE)}{word}{suffix}"
            if name not in self.names:
                self.names.add(name)
                return name
        raise ValueError(f"no names are left for {place} … {word}")

    def code(self):
        while True:
            code = identity.credit_code(self.rng, self.region)
            if code not in self.codes:
                self.codes.add(code)
                return code


def person(rng):
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2 if rng.random() < 0.7 else 1))


def lognormal(rng, median, sigma):
    return median * math.exp(rng.gauss(0, sigma))


def weighted(rng, choices):
    words, weights = zip(*choices)
    return rng.choices(words, weights)[0]


def draw(rng, namer, place, trade, today, **fixed):
    """An enterprise of a trade; `fixed` members are as given."""
    registered = today - timedelta(days=rng.randint(500, 7000))
    employees = max(3, int(lognormal(rng, 60, 0.9)))
    company = Company(
        code=namer.code(),
        name=namer.name(place, TRADES[trade][1]),
        trade=trade,
        registered=registered,
        capital=max(10, round(lognormal(rng, 120, 1.1)) * 10),
        employees=employees,
        ownership=weighted(rng, OWNERSHIP),
        boss=person(rng),
        place=f"{place}市高新区示例{rng.choice('一二三四五六七八九')}路{rng.randint(1, 99)}号",
    )
    for member, value in fixed.items():
        setattr(company, member, value)
    if not company.size:
        company.size = (
            "大型"
            if employees >= 1000
            else "中型"
            if employees >= 300
            else "小型"
            if employees >= 20
            else "微型"
        )
    if company.since is None:
        company.since = after(rng, company.registered, today)
    return company


def after(rng, begin, today):
    """A day at least a month after `begin`, up to today."""
    days = (today - begin).days
    return begin + timedelta(days=rng.randint(min(30, max(days, 0)), max(days, min(30, max(days, 0)))))


def give_contact(rng, company):
    company.contacts.append(
        {
            "name": person(rng),
            "position": rng.choice(("办公室主任", "总经理助理", "财务经理", "统计员", "安全员")),
            "subject": rng.choice(("综合", "统计", "财务", "安全环保", "科技研发", "人事用工")),
            "phone": f"1990000{rng.randint(0, 9999):04d}",
            "email": f"u{rng.randint(1000, 9999)}@example.com",
            "main": "是" if not company.contacts else "否",
        }
    )


def give_title(rng, company, kind, today, years=3, name="", level="", until=None):
    """A title; `until` is its last day + 1, else it began within the last two years."""
    begin = max(company.registered + timedelta(days=365), today - timedelta(days=rng.randint(120, 720)))
    end = None
    if years:
        end = until or begin.replace(year=begin.year + years, day=min(begin.day, 28))
        if until:
            begin = until.replace(year=until.year - years, day=min(until.day, 28))
    company.titles.append(
        {
            "kind": kind,
            "name": name,
            "level": level,
            "from": begin,
            "to": end,
            "number": f"SL{begin.year}{rng.randint(0, 999999):06d}",
            "by": "示例发证机关",
        }
    )
