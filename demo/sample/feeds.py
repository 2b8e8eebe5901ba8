"""The department files of a zone, from its enterprises."""

from decimal import Decimal

from .dirt import Planter
from .workbook import Table, write_csv, write_xlsx

CODE, NAME = "统一社会信用代码", "企业名称"


def yes(flag):
    return "是" if flag else "否"


def table(enterprises, title, note, columns):
    """Title, note, header, one row an enterprise. columns: (header, function of the enterprise)."""
    result = Table(title)
    width = len(columns) + 3
    if title:
        result.rows += [[title], [note]]
        last = Table("").cell(1, width)
        result.merges = [f"A1:{last}", f"A2:{last[:-1]}2"]
    result.rows.append(["序号", CODE, NAME] + [header for header, _ in columns])
    for i, e in enumerate(enterprises, 1):
        result.rows.append([i, e.code, e.name] + [value(e) for _, value in columns])
    return result


def amount(quantity):
    return lambda e: e.amounts[quantity]


def part(name):
    return lambda e: e.land_parts[name]


class Folder:
    """Writes the files of one zone, each department in its own order, and keeps what was planted."""

    def __init__(self, path, rng, zone):
        self.path, self.rng, self.zone, self.planted = path, rng, zone, []
        path.mkdir(parents=True, exist_ok=True)
        for old in path.iterdir():
            old.unlink()

    def shuffled(self, enterprises):
        order = list(enterprises)
        self.rng.shuffle(order)
        return order

    def planter(self, file, sheet, header_rows, csv=False):
        return Planter(self.rng, file, sheet, header_rows + 1, 2, 3, csv)

    def keep(self, planter):
        self.planted += planter.entries


def statistics(folder, zone):
    """统计.csv, GBK: the list of those evaluated, and what statistics know of them."""
    columns = [
        ("行业代码", lambda e: e.division),
        ("行业名称", lambda e: e.industry),
        ("是否规上", lambda e: "是"),
        ("工业总产值（万元）", amount("output")),
        ("工业增加值（万元）", amount("added")),
        ("年平均职工人数（人）", lambda e: int(e.amounts["staff"])),
        ("研发经费支出（万元）", amount("research")),
        ("综合能源消费量（吨标准煤）", amount("energy")),
    ]
    columns += zone.get("statistics", [])
    sheet = table(folder.shuffled(zone["enterprises"]), "", "", columns)
    p = folder.planter("统计.csv", sheet, 1, csv=True)
    p.disguise([7, 9, 11])
    p.absent(10)
    p.formula_name()
    folder.keep(p)
    write_csv(folder.path / "统计.csv", sheet, "gb18030")


def tax(folder, zone):
    """税务.xlsx: title, unit line, last year's sheet left in the file but hidden."""
    columns = [("税收实际贡献（万元）", amount("tax")), ("营业收入（万元）", amount("revenue"))]
    sheet = table(
        folder.shuffled(zone["enterprises"]),
        "企业税收情况表",
        f"填报单位：税务局　　所属期：{zone['period']}",
        columns,
    )
    old = table(
        folder.shuffled(zone["enterprises"][:20]),
        "上年数据",
        "仅供核对",
        [("税收实际贡献（万元）", lambda e: Decimal("999999.99"))],
    )
    old.hidden = True
    p = folder.planter("税务.xlsx", sheet, 3)
    p.note("hidden_sheet", 1, 1, "上年数据", "", "left out, and said so")
    p.disguise([4, 5])
    p.mangled_code()
    p.former_name()
    p.double()
    p.outsider(zone["outsider"][0], zone["outsider"][1])
    p.tail([4, 5])
    folder.keep(p)
    write_xlsx(folder.path / "税务.xlsx", [sheet, old])


def land(folder, zone):
    """自然资源.xlsx: a header of two merged levels."""
    columns = [
        ("自有土地面积（亩）", part("owned")),
        ("保护期土地面积（亩）", part("protected")),
        ("租入土地面积（亩）", part("rented_in")),
        ("租出土地面积（亩）", part("rented_out")),
    ]
    sheet = table(folder.shuffled(zone["enterprises"]), "工业用地情况表", "填报单位：自然资源局", columns)
    sheet.rows.insert(2, ["序号", CODE, NAME, "土地情况", None, None, None])
    sheet.merges += ["A3:A4", "B3:B4", "C3:C4", "D3:G3"]
    sheet.rows[3][:3] = [None, None, None]
    p = folder.planter("自然资源.xlsx", sheet, 4)
    p.note("merged_header", 3, 4, "土地情况", "", "the lower of two header levels names the column")
    p.disguise([4])
    p.masked_name()
    p.tail([4, 5, 6, 7])
    folder.keep(p)
    write_xlsx(folder.path / "自然资源.xlsx", [sheet])


def power(folder, zone):
    """供电.csv, UTF-8 with BOM: account numbers with leading zeros, amounts in kWh where the scheme says 万kWh."""
    columns = [
        ("户号", lambda e: f"00{abs(hash_of(e.code)) % 10**8:08d}"),
        ("用电量（kWh）", lambda e: e.amounts["power"] * 10000),
    ]
    sheet = table(folder.shuffled(zone["enterprises"]), "", "", columns)
    for row in sheet.rows[1:]:
        row[4] = row[4].quantize(Decimal(1))
    p = folder.planter("供电.csv", sheet, 1, csv=True)
    p.note("unit", 1, 5, "kWh", "万kWh", "converted to the scheme's unit")
    p.note("leading_zeros", 2, 4, sheet.rows[1][3], "", "a column no rule uses; left alone")
    p.mangled_code()
    p.wrong_check()
    folder.keep(p)
    write_csv(folder.path / "供电.csv", sheet, "utf-8-sig")


def environment(folder, zone):
    """生态环境.xlsx: emissions; who is not in the environmental statistics has a dash."""
    columns = [
        ("主要污染物排放量（吨）", lambda e: "—" if e.amounts["emission"] is None else e.amounts["emission"])
    ]
    sheet = table(
        folder.shuffled(zone["enterprises"]),
        "主要污染物排放情况",
        "COD、氨氮、二氧化硫、氮氧化物合计",
        columns,
    )
    p = folder.planter("生态环境.xlsx", sheet, 3)
    p.disguise([4])
    p.region_code(zone["region"])
    folder.keep(p)
    write_xlsx(folder.path / "生态环境.xlsx", [sheet])


def technology(folder, zone):
    """科技.csv, UTF-8 with BOM: titles."""
    columns = [
        ("高新技术企业", lambda e: yes(e.flags.get("high_tech"))),
        ("专精特新企业", lambda e: yes(e.flags.get("specialised"))),
    ]
    sheet = table(folder.shuffled(zone["enterprises"]), "", "", columns)
    p = folder.planter("科技.csv", sheet, 1, csv=True)
    p.masked_name()
    folder.keep(p)
    write_csv(folder.path / "科技.csv", sheet, "utf-8-sig")


def labour(folder, zone):
    """人社.csv, GBK: insured staff, which the sample schemes do not use."""
    columns = [("参保人数", lambda e: int(e.amounts["staff"] * Decimal("0.93")))]
    sheet = table(folder.shuffled(zone["enterprises"]), "", "", columns)
    write_csv(folder.path / "人社.csv", sheet, "gb18030")


def park(folder, zone):
    """园区.xlsx: what only the zone knows."""
    columns = [
        ("投产日期", lambda e: e.commissioned.isoformat()),
        ("政策性搬迁", lambda e: yes(e.flags.get("relocating"))),
        ("较大以上安全事故", lambda e: yes(e.flags.get("accident"))),
    ]
    sheet = table(folder.shuffled(zone["enterprises"]), "园区核实情况", "填报单位：管委会", columns)
    write_xlsx(folder.path / "园区.xlsx", [sheet])


DEPARTMENTS = (statistics, tax, land, power, environment, technology, labour, park)


def hash_of(text):
    """A number from a text, the same in every run (Python's own hash is not)."""
    value = 0
    for c in text:
        value = (value * 131 + ord(c)) % (1 << 61)
    return value


def manifest(zone, planted):
    """README of the folder as TOML: what is published, what is generated, what was planted."""
    lines = [
        "# Written by demo/make.py. Every enterprise is invented; only what stands under [[published]] is real.",
        f'zone = "{zone["title"]}"',
        f'period = "{zone["period"]}"',
        f'seed = "{zone["seed"]}"',
        f"enterprises = {len(zone['enterprises'])}",
        "",
    ]
    for what, value, note in zone["published"]:
        lines += ["[[published]]", f'what = "{what}"', f'value = "{value}"', f'how = "{note}"', ""]
    lines += [
        "[[generated]]",
        'what = "everything else: names, codes, and every single enterprise\'s figures"',
        'how = "lognormal with one shared factor, see demo/sample/population.py"',
        "",
    ]
    for entry in planted:
        lines.append("[[planted]]")
        for key, value in entry.items():
            text = (
                value
                if isinstance(value, int)
                else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
            )
            lines.append(f"{key} = {text}")
        lines.append("")
    return "\n".join(lines)
