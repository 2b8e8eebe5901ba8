"""Problems planted on purpose, and written down.

*Disguise*: the value is there in a form that the import must undo. *Gap*: the row is right but something is missing, and
the workbench lists it. *Damage*: the row cannot be taken and must be reported; damaged rows stand in a file of their own,
so that the totals of the zone stay the published ones.
"""

from sample.dirt import FULL_WIDTH
from sample.identity import wrong_check

from .companies import draw
from .files import ENTERPRISE, enterprises

COLUMN = {header: i for i, (header, _) in enumerate(ENTERPRISE)}


class Planter:
    def __init__(self, zone, file, sheet):
        self.zone, self.file, self.sheet = zone, file, sheet

    def put(self, kind, row, header, planted, expect):
        """Row as a user counts: 1 is the header."""
        cells, at = self.sheet.rows[row - 1], COLUMN[header]
        meant, cells[at] = cells[at], planted
        self.zone.planted.append(
            {
                "kind": kind,
                "file": self.file,
                "sheet": self.sheet.name,
                "cell": self.sheet.cell(row, at + 1),
                "planted": "" if planted is None else str(planted),
                "meant": "" if meant is None else str(meant),
                "expect": expect,
            }
        )


def gaps(zone):
    """Before the sheet is made: enterprises that lack something, none of those that published figures count."""
    local = [c for c in zone.companies if c.origin == "本地" and c.above == "否"]
    if len(local) < 12:
        local = [c for c in zone.companies if c.origin == "本地"]
    chosen = zone.rng.sample(local, 9)
    for company in chosen[:4]:
        company.industry = ""
    for company in chosen[4:7]:
        company.park = ""
    for company in chosen[7:]:
        if company.stage == "投产" and zone.code != "changzhou":
            company.stage, company.since = "", None
    return [("no_industry", 4), ("no_park", 3), ("unverified", sum(c.stage == "" for c in chosen))]


def sheet_with_disguises(zone):
    """The zone's enterprises, some values as departments write them."""
    sheet = enterprises(zone.companies)
    planter = Planter(zone, "企业名录.xlsx", sheet)
    rows = zone.rng.sample(range(2, len(sheet.rows) + 1), 7)
    value = lambda row, header: sheet.rows[row - 1][COLUMN[header]]
    planter.put(
        "full_width",
        rows[0],
        "注册资本（万元）",
        str(value(rows[0], "注册资本（万元）")).translate(FULL_WIDTH),
        "read as the number meant",
    )
    planter.put(
        "thousands",
        rows[1],
        "注册资本（万元）",
        f"{value(rows[1], '注册资本（万元）'):,}",
        "read as the number meant",
    )
    planter.put(
        "blanks_name", rows[2], "企业名称", f" {value(rows[2], '企业名称')}\u3000", "read without the blanks"
    )
    planter.put(
        "lower_case_code",
        rows[3],
        "统一社会信用代码",
        f"{value(rows[3], '统一社会信用代码').lower()} ",
        "read as the code meant",
    )
    y, m, d = value(rows[4], "成立日期").split("-")
    planter.put("date_words", rows[4], "成立日期", f"{y}年{int(m)}月{int(d)}日", "read as the date meant")
    planter.put(
        "date_dots",
        rows[5],
        "成立日期",
        value(rows[5], "成立日期").replace("-", "."),
        "read as the date meant",
    )
    planter.put("absent", rows[6], "主要产品", "/", "read as absent")
    return sheet


def damaged(zone):
    """A file in which every row has something that keeps it from being taken, one sound row aside."""
    companies = [
        draw(zone.rng, zone.namer, zone.place, c.trade, zone.today, park=c.park)
        for c in zone.rng.sample(zone.companies, 12)
    ]
    sheet = enterprises(companies)
    planter = Planter(zone, "待更正-企业名录.xlsx", sheet)
    code = lambda row: sheet.rows[row - 1][COLUMN["统一社会信用代码"]]
    planter.put("wrong_check", 2, "统一社会信用代码", wrong_check(code(2)), "uscc_check")
    planter.put(
        "mangled_code", 3, "统一社会信用代码", int("91" + zone.division + "0123456") * 1000, "uscc_float"
    )
    planter.put("short_code", 4, "统一社会信用代码", code(4)[:-1], "uscc_length")
    planter.put("no_name", 5, "企业名称", None, "field_required")
    planter.put("unknown_industry", 6, "国民经济行业", "C99", "industry_unknown")
    planter.put("unknown_stage", 7, "阶段", "正在筹备", "field_choice")
    planter.put("bad_date", 8, "成立日期", "2023-02-30", "bad_date")
    planter.put("unknown_park", 9, "所在园区", f"{zone.place}未来园", "reference_not_found")
    planter.put("negative_capital", 10, "注册资本（万元）", -500, "field_range")
    planter.put("not_a_number", 11, "从业人员（人）", "约两百", "bad_number")
    planter.put("double", 13, "统一社会信用代码", code(12), "import_repeated")
    return sheet
