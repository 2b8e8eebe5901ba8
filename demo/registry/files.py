"""The import files of a zone, with the columns of the templates."""

from sample.workbook import Table, write_csv, write_xlsx

from .companies import TRADES

CODE = "统一社会信用代码"


def day(value):
    return value.isoformat() if value else ""


ENTERPRISE = [
    (CODE, lambda c: c.code),
    ("企业名称", lambda c: c.name),
    ("阶段", lambda c: c.stage),
    ("阶段起始日期", lambda c: day(c.since)),
    ("国民经济行业", lambda c: TRADES[c.trade][0] if c.industry is None else c.industry),
    ("主要产品", lambda c: TRADES[c.trade][2]),
    ("企业规模", lambda c: c.size),
    ("是否规上", lambda c: c.above),
    ("来源地", lambda c: c.origin),
    ("经济类型", lambda c: c.ownership),
    ("成立日期", lambda c: day(c.registered)),
    ("注册资本（万元）", lambda c: c.capital),
    ("法定代表人", lambda c: c.boss),
    ("注册地址", lambda c: c.place),
    ("从业人员（人）", lambda c: c.employees),
    ("所在园区", lambda c: c.park),
    ("所在载体", lambda c: c.carrier),
    ("仿真数据", lambda c: "是"),
    ("备注", lambda c: c.note),
]


def table(name, columns, items):
    out = Table(name)
    out.rows.append([header for header, _ in columns])
    out.rows += [[value(item) for _, value in columns] for item in items]
    return out


def enterprises(companies):
    return table("企业名录", ENTERPRISE, companies)


def facts(companies, member):
    return [(company, item) for company in companies for item in getattr(company, member)]


class Folder:
    """Writes the files of one zone and remembers the order in which they are imported."""

    def __init__(self, path, zone):
        self.path, self.zone, self.imports = path, zone, []
        path.mkdir(parents=True, exist_ok=True)
        for old in path.iterdir():
            old.unlink()

    def write(self, entity, file, sheet, expect="publish"):
        if len(sheet.rows) < 2:
            return
        if file.endswith(".xlsx"):
            write_xlsx(self.path / file, [sheet])
        else:
            # As a Chinese office saves it: the contacts in GBK, the rest in UTF-8 with BOM.
            write_csv(self.path / file, sheet, "gb18030" if entity == "contact" else "utf-8-sig")
        self.imports.append(
            {
                "zone": self.zone.code,
                "entity": entity,
                "file": f"{self.zone.code}/{file}",
                "rows": len(sheet.rows) - 1,
                "expect": expect,
            }
        )

    def write_all(self, sheet):
        """`sheet` is the enterprises', with what was planted."""
        z = self.zone
        self.write(
            "park",
            "园区.xlsx",
            table(
                "园区",
                [
                    ("园区编号", lambda p: p[0]),
                    ("园区名称", lambda p: p[1]),
                    ("面积（亩）", lambda p: p[2]),
                    ("主导产业", lambda p: p[3]),
                ],
                z.parks,
            ),
        )
        self.write(
            "carrier",
            "载体.xlsx",
            table(
                "载体",
                [
                    ("载体编号", lambda c: c["code"]),
                    ("载体名称", lambda c: c["name"]),
                    ("所在园区", lambda c: c["park"]),
                    ("载体类型", lambda c: c["kind"]),
                    ("建设状态", lambda c: c["state"]),
                    ("建筑面积（m²）", lambda c: c["built"]),
                    ("计划投资（万元）", lambda c: c["investment"]),
                    ("总期数（期）", lambda c: c["phases"]),
                    ("已完成期数（期）", lambda c: c["done"]),
                    ("最近一期开工日期", lambda c: day(c["started"])),
                    ("备注", lambda c: c["note"]),
                ],
                z.carriers,
            ),
        )
        self.write("enterprise", "企业名录.xlsx", sheet)
        self.write(
            "title",
            "资质荣誉.xlsx",
            table(
                "资质荣誉",
                [
                    (CODE, lambda t: t[0].code),
                    ("资质荣誉种类", lambda t: t[1]["kind"]),
                    ("证书名称", lambda t: t[1]["name"]),
                    ("级别", lambda t: t[1]["level"]),
                    ("证书编号", lambda t: t[1]["number"]),
                    ("发证机关", lambda t: t[1]["by"]),
                    ("生效日期", lambda t: day(t[1]["from"])),
                    ("失效日期", lambda t: day(t[1]["to"])),
                    ("仿真数据", lambda t: "是"),
                ],
                facts(z.companies, "titles"),
            ),
        )
        self.write(
            "classification",
            "产业归类.csv",
            table(
                "产业归类",
                [
                    (CODE, lambda c: c.code),
                    ("产业", lambda c: c.node),
                    ("主要归类", lambda c: "是"),
                    (
                        "起始日期",
                        lambda c: day(max(c.registered, z.today.replace(year=2024, month=1, day=1))),
                    ),
                ],
                [c for c in z.companies if c.node],
            ),
        )
        self.write(
            "relation",
            "关联关系.csv",
            table(
                "关联关系",
                [
                    (CODE, lambda r: r[0].code),
                    ("关系", lambda r: r[1]),
                    ("对方企业", lambda r: "" if isinstance(r[2], str) else r[2].code),
                    ("对方名称", lambda r: r[2] if isinstance(r[2], str) else ""),
                    ("持股比例（%）", lambda r: r[3]),
                ],
                z.relations,
            ),
        )
        self.write(
            "former_identity",
            "曾用代码与名称.csv",
            table(
                "曾用代码与名称",
                [
                    (CODE, lambda f: f[0].code),
                    ("类别", lambda f: f[1]),
                    ("曾用代码或名称", lambda f: f[2]),
                    ("停用日期", lambda f: day(f[3])),
                    ("原因", lambda f: f[4]),
                ],
                z.former,
            ),
        )
        self.write(
            "contact",
            "联系人.csv",
            table(
                "联系人",
                [
                    (CODE, lambda c: c[0].code),
                    ("姓名", lambda c: c[1]["name"]),
                    ("职务", lambda c: c[1]["position"]),
                    ("联系事项", lambda c: c[1]["subject"]),
                    ("电话", lambda c: c[1]["phone"]),
                    ("电子邮箱", lambda c: c[1]["email"]),
                    ("首要联系人", lambda c: c[1]["main"]),
                ],
                facts(z.companies, "contacts"),
            ),
        )
        self.write(
            "milestone",
            "大事记.csv",
            table(
                "大事记",
                [
                    (CODE, lambda m: m[0].code),
                    ("日期", lambda m: day(m[1][0])),
                    ("类别", lambda m: m[1][1]),
                    ("事项", lambda m: m[1][2]),
                    ("仿真数据", lambda m: "是"),
                ],
                facts(z.companies, "milestones"),
            ),
        )
        self.write(
            "published_figure",
            "公开统计数据.xlsx",
            table(
                "公开统计数据",
                [
                    ("编号", lambda f: f["code"]),
                    ("指标", lambda f: f["name"]),
                    ("时期", lambda f: f["period"]),
                    ("口径", lambda f: f["qualifier"]),
                    ("数值", lambda f: str(f["value"])),
                    ("单位", lambda f: f["unit"]),
                    ("同比（%）", lambda f: f["growth"]),
                    ("来源", lambda f: f["source"]),
                    ("名录口径", lambda f: f["measure"]),
                    ("说明", lambda f: f["note"]),
                ],
                z.published,
            ),
        )
