"""The zones: who is in them, which of their counts are published, and who works there."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sample import zones as evaluated
from sample.population import apportion, generator

from .companies import Namer, draw, give_contact, give_title

PAGE = "2024年10月报刊关于高新区的专版"


@dataclass
class Zone:
    code: str
    name: str
    place: str
    division: str
    rng: object
    today: date
    note: str = ""
    departments: list = field(default_factory=list)  # (code, name, duties)
    parks: list = field(default_factory=list)  # (code, name, area, focus)
    carriers: list = field(default_factory=list)  # dict
    companies: list = field(default_factory=list)
    former: list = field(default_factory=list)  # (company, kind, value, until, reason)
    relations: list = field(default_factory=list)  # (company, kind, other company or name, share)
    published: list = field(default_factory=list)  # dict
    planted: list = field(default_factory=list)
    namer: Namer = None


DEPARTMENTS = [
    ("JFB", "经济发展局", "registry evaluation service"),
    ("ZSB", "招商局", "registry"),
    ("ZRB", "自然资源分局", "evaluation"),
    ("BGS", "办公室", ""),
]


def zone(seed, today, code, name, place, division, note):
    rng = generator(seed, f"registry/{code}")
    out = Zone(code, name, place, division, rng, today, note, list(DEPARTMENTS))
    out.namer = Namer(rng, division)
    return out


def figure(z, code, name, value, unit, period="", growth="", qualifier="精确值", measure="", note=""):
    z.published.append(
        {
            "code": code,
            "name": name,
            "period": period,
            "qualifier": qualifier,
            "value": value,
            "unit": unit,
            "growth": growth,
            "source": PAGE,
            "measure": measure,
            "note": note,
        }
    )


def place_in(z, companies, parks=None):
    """Every company sits in a park, drawn by the parks' area."""
    parks = parks or z.parks
    for company in companies:
        if not company.park:
            company.park = z.rng.choices([p[1] for p in parks], [float(p[2]) for p in parks])[0]


def mixed(z, n, mix, place, **fixed):
    trades = [t for t, count in zip(mix, apportion(list(mix.values()), n)) for _ in range(count)]
    z.rng.shuffle(trades)
    return [draw(z.rng, z.namer, place, t, z.today, **fixed) for t in trades]


def from_evaluation(z, enterprise):
    """The same enterprise as in the sample data of the evaluation, so that both fit together."""
    z.namer.take(enterprise.name, enterprise.code)
    registered = enterprise.commissioned - timedelta(days=z.rng.randint(200, 900))
    company = draw(
        z.rng,
        z.namer,
        z.place,
        "C" + enterprise.division,
        z.today,
        code=enterprise.code,
        name=enterprise.name,
        registered=registered,
        since=enterprise.commissioned,
        employees=int(enterprise.amounts["staff"]),
        above="是",
    )
    if enterprise.flags.get("high_tech"):
        give_title(z.rng, company, "高新技术企业", z.today)
    if enterprise.flags.get("specialised"):
        give_title(z.rng, company, "专精特新中小企业", z.today, level="省级")
    return company


#: Stages of those that have come and are not in production yet: 签约 … 试生产.
UNDER_WAY = (("已签约", 0.22), ("已落地", 0.24), ("在建", 0.36), ("试生产", 0.18))
LEADING = {
    "C26": "3+1·新材料",
    "C34": "3+1·高端装备制造",
    "C35": "3+1·高端装备制造",
    "C37": "3+1·高端装备制造",
    "C39": "3+1·先进电子信息",
    "C27": "3+1·生物医药",
}


def qingyuan(seed, today):
    """清远: 518 enterprises from the Greater Bay Area, 169 of them in production; 186 above designated size."""
    z = zone(
        seed,
        today,
        "qingyuan",
        "清远高新区",
        "清远",
        "441802",
        "公开统计数据出自"
        + PAGE
        + "；企业均为程序生成的示例，家数与公布数一致：大湾区转入 518 家、其中投产 169 家，规上 186 家，钟表产业城 107 家。"
        "钟表产业城的企业算在 518 家之内，是生成时的假定。园区、部门、人员均为示例。",
    )
    z.parks = [
        ("QY-01", "清远高新区东片区", "5200", "新材料"),
        ("QY-02", "清远高新区南片区", "4100", "高端装备制造"),
        ("QY-03", "清远高新区西片区", "3600", "先进电子信息"),
        ("QY-04", "清远高新区生物医药园", "1500", "生物医药"),
    ]
    watch = "钟表产业城"
    z.carriers = [
        {
            "code": "QY-WATCH",
            "name": watch,
            "park": "清远高新区西片区",
            "kind": "产业城",
            "state": "部分投用",
            "investment": "600000",
            "phases": 3,
            "done": 2,
            "started": date(2024, 9, 10),
            "built": "",
            "note": "公布：计划投资 60 亿元，一、二期完成，三期 9 月 10 日动工，引进 107 家企业",
        },
        {
            "code": "QY-P1",
            "name": "高标准厂房一期",
            "park": "清远高新区东片区",
            "kind": "标准厂房",
            "state": "投用",
            "investment": "32000",
            "phases": 2,
            "done": 1,
            "started": date(2023, 3, 1),
            "built": "86000.00",
            "note": "示例",
        },
        {
            "code": "QY-P2",
            "name": "工业上楼示范楼",
            "park": "清远高新区南片区",
            "kind": "工业上楼",
            "state": "在建",
            "investment": "45000",
            "phases": 1,
            "done": 0,
            "started": date(2024, 5, 20),
            "built": "120000.00",
            "note": "示例",
        },
        {
            "code": "QY-H1",
            "name": "高新区科创孵化器",
            "park": "清远高新区生物医药园",
            "kind": "孵化器",
            "state": "投用",
            "investment": "8000",
            "phases": 1,
            "done": 1,
            "started": date(2019, 6, 1),
            "built": "15000.00",
            "note": "示例",
        },
    ]
    above = [from_evaluation(z, e) for e in evaluated.qingyuan(seed)["enterprises"]]
    moved = z.rng.sample(above, 90)
    for company in moved:
        company.origin = "粤港澳大湾区"
    gba = {"origin": "粤港澳大湾区"}
    mix = {
        "C26": 22,
        "C34": 10,
        "C35": 14,
        "C39": 26,
        "C27": 8,
        "C33": 8,
        "C29": 7,
        "C38": 10,
        "C24": 4,
        "C18": 5,
    }
    watchers = mixed(z, 107, {"C40": 1}, "清远", carrier=watch, park="清远高新区西片区", **gba)
    others = mixed(z, 518 - 90 - 107, mix, "清远", **gba)
    arrive(z, watchers, 35)
    arrive(z, others, 169 - 90 - 35)
    small = mixed(z, 60, {"C13": 10, "C26": 10, "C30": 12, "C33": 14, "C34": 8, "I65": 6}, "清远")
    z.companies = above + watchers + others + small
    leisure = next(c for c in others if c.trade == "C24" and c.stage == "在建")
    leisure.note = "报道中的休闲用品项目同类：公布为用地 34 亩、总投资 1 亿元、预计 2025 年 10 月建成、带动就业约 300 人；本企业为示例"
    place_in(z, z.companies)
    for company in z.companies:
        company.node = LEADING.get(company.trade, "")
    qingyuan_figures(z)
    finish(z)
    return z


def arrive(z, companies, producing):
    """The first `producing` of them are in production, the others on their way."""
    z.rng.shuffle(companies)
    rest = len(companies) - producing
    stages = [
        s
        for (s, _), n in zip(UNDER_WAY, apportion([share for _, share in UNDER_WAY], rest))
        for _ in range(n)
    ]
    for company, stage in zip(companies, ["投产"] * producing + stages):
        company.stage = stage
        recent = z.today - timedelta(days=z.rng.randint(20, 700))
        company.since = max(company.registered, recent) if stage != "投产" else company.since
        if stage in ("已签约", "已落地"):
            company.registered = max(company.registered, z.today - timedelta(days=z.rng.randint(720, 900)))
            company.employees = None


def qingyuan_figures(z):
    h1, y23 = "2024年上半年", "2023年"
    figure(z, "GBA", "承接大湾区转移企业（累计）", 518, "家", measure="enterprise?origin:eq:gba")
    figure(
        z,
        "GBA-PROD",
        "承接大湾区转移企业中已投产",
        169,
        "家",
        measure="enterprise?origin:eq:gba&stage:eq:production",
    )
    figure(z, "ABOVE", "规上工业企业", 186, "家", h1, measure="enterprise?above_scale:eq:true")
    figure(z, "WATCH", "钟表产业城引进企业", 107, "家", measure="enterprise?carrier_id:eq:@QY-WATCH")
    figure(z, "WATCH-INV", "钟表产业城计划投资", 60, "亿元")
    figure(z, "VA-H1", "规上工业增加值", "58.25", "亿元", h1, "27.8", note="同比按可比价")
    figure(z, "ADV-H1", "先进制造业增加值", "38.73", "亿元", h1, "42.8", note="占全区规上增加值 66.5%")
    figure(
        z,
        "LEAD-H1",
        "“3+1”主导产业增加值",
        "30.51",
        "亿元",
        h1,
        "44.9",
        note="公布：拉动全区增长 21.6 个百分点；由已公布的数推算为 20.7",
    )
    figure(z, "VA-2023", "规上工业增加值", "91.07", "亿元", y23, "13.32")
    figure(z, "VA-2023-G", "增加值增速", "12.4", "%", y23)
    figure(z, "FAI-2023", "固定资产投资", "105.49", "亿元", y23, "22.1")
    figure(z, "TAX-2023", "全口径税收", "18.31", "亿元", y23, "22.07")
    figure(z, "TRANSFER-2023", "产业有序转移承接项目", 27, "个", y23)
    figure(z, "LAND", "盘活低效用地、闲置用地和低效厂房", 4000, "亩", qualifier="超过")
    figure(z, "PLANT", "引进标准厂房项目", 36, "个")


def qijiang(seed, today):
    """綦江: more than 400 enterprises (here 413), 144 high-tech, 78 R&D institutions."""
    z = zone(
        seed,
        today,
        "qijiang",
        "綦江高新区",
        "綦江",
        "500110",
        "公开统计数据出自"
        + PAGE
        + "；公布为企业 400 余家，这里生成 413 家；高新技术企业 144 家、市级以上研发机构 78 个与公布数一致，均为示例。",
    )
    z.parks = [
        ("QJ-01", "綦江高新区齿轮园", "3200", "汽车零部件"),
        ("QJ-02", "綦江高新区铝材料园", "4100", "轻合金"),
        ("QJ-03", "綦江高新区装配式建筑园", "2300", "绿色建材"),
        ("QJ-04", "綦江高新区食品园", "1200", "农副食品"),
    ]
    z.companies = [from_evaluation(z, e) for e in evaluated.qijiang(seed)["enterprises"]]
    z.companies += mixed(z, 413 - len(z.companies), {"C33": 1}, "綦江")
    place_in(z, z.companies)
    kinds = [
        ("企业技术中心", "市级", 40),
        ("工程技术研究中心", "市级", 24),
        ("重点实验室", "省级", 6),
        ("新型研发机构", "省级", 5),
        ("博士后科研工作站", "国家级", 3),
    ]
    hosts = z.rng.sample(z.companies, sum(n for _, _, n in kinds))
    for kind, level, n in kinds:
        for _ in range(n):
            host = hosts.pop()
            give_title(z.rng, host, kind, z.today, years=0, name=f"{host.name}{kind}", level=level)
    figure(
        z,
        "ENT",
        "企业",
        400,
        "家",
        qualifier="超过",
        measure="enterprise?",
        note="公布为 400 余家，名录生成 413 家",
    )
    figure(z, "HNTE", "高新技术企业", 144, "家", measure="title?kind:eq:high_tech")
    figure(
        z,
        "RND",
        "市级以上研发机构",
        78,
        "个",
        measure="title?kind:in:technology_centre,engineering_centre,key_laboratory,new_institution,postdoctoral,academician",
    )
    figure(z, "AREA", "规划面积", 100, "平方公里", note="近期 39.39 平方公里")
    figure(z, "IDLE-LAND", "盘活闲置土地", 697, "亩")
    figure(z, "IDLE-PLANT", "盘活闲置厂房", 235000, "平方米", qualifier="超过")
    finish(z)
    return z


def changzhou(seed, today):
    """常州: 26 key projects of one signing, matched to "1028"."""
    z = zone(
        seed,
        today,
        "changzhou",
        "常州高新区",
        "常州",
        "320411",
        "公开统计数据出自"
        + PAGE
        + "；第三季度集中签约 26 个重点项目按“1028”归类，项目单位均为示例。公布的是三组产业和若干产业名称，其余归类为示例。",
    )
    z.parks = [
        ("CZ-01", "常州高新区合成生物港", "900", "合成生物"),
        ("CZ-02", "常州高新区空天产业园", "1400", "低空经济与商业航天"),
        ("CZ-03", "常州高新区智能制造园", "2600", "高端装备"),
    ]
    groups = [
        ("C27", "1028·合成生物", 2),
        ("C38", "1028·新能源", 2),
        ("I65", "1028·人工智能", 2),
        ("C35", "1028·高端装备", 3),
        ("C37", "1028·低空经济", 2),
        ("C37", "1028·商业航天", 1),
        ("M73", "1028·科技服务", 2),
        ("C26", "1028·新材料", 4),
        ("C39", "1028·新一代信息技术", 4),
        ("C36", "1028·汽车及零部件", 4),
    ]
    for trade, node, n in groups:
        for company in mixed(
            z,
            n,
            {trade: 1},
            "常州",
            stage="已签约",
            since=date(2024, 9, 20),
            registered=date(2024, 7, z.rng.randint(1, 28)),
        ):
            company.node, company.employees = node, None
            company.note = "高校科研团队成果转化项目（示例）" if trade in ("C27", "I65", "M73") else ""
            company.milestones.append((date(2024, 9, 20), "签约", "2024年第三季度重点项目集中签约"))
            z.companies.append(company)
    settled = mixed(z, 34, {"C34": 8, "C35": 8, "C38": 8, "C39": 6, "C31": 4}, "常州", above="是")
    nodes = {
        "C34": "1028·机器人",
        "C35": "1028·高端装备",
        "C38": "1028·新能源",
        "C39": "1028·集成电路",
        "C31": "1028·绿色钢铁",
    }
    for company in settled:
        company.node = nodes[company.trade]
    z.companies += settled
    place_in(z, z.companies)
    figure(
        z,
        "SIGNED",
        "第三季度集中签约重点项目",
        26,
        "个",
        "2024年第三季度",
        measure="enterprise?stage:eq:signed",
    )
    figure(z, "BIO-NE-AI", "合成生物、新能源、人工智能领域科技项目", 6, "个", "2024年第三季度")
    figure(z, "EQ-AIR-SPACE", "高端装备、低空经济、商业航天领域项目", 6, "个", "2024年第三季度")
    figure(
        z,
        "PLATFORM",
        "平台项目",
        2,
        "个",
        "2024年第三季度",
        measure="classification?node:eq:changzhou-1028/research",
    )
    finish(z)
    return z


def urumqi(seed, today):
    """乌鲁木齐: research-assistant posts."""
    z = zone(
        seed,
        today,
        "urumqi",
        "乌鲁木齐高新区",
        "乌鲁木齐",
        "650104",
        "公开统计数据出自" + PAGE + "；企业均为示例。",
    )
    z.parks = [
        ("WL-01", "乌鲁木齐高新区北区", "2200", "新材料"),
        ("WL-02", "乌鲁木齐高新区南区", "1800", "软件"),
    ]
    z.companies = mixed(z, 60, {"C26": 12, "C38": 10, "C35": 8, "I65": 14, "M73": 10, "C13": 6}, "乌鲁木齐")
    place_in(z, z.companies)
    for year, hired, share in ((2022, 324, 108), (2023, 436, 109), (2024, 863, 144)):
        period = f"{year}年" if year < 2024 else "2024年1—10月"
        figure(
            z, f"RA-{year}", "科研助理岗位吸纳高校毕业生", hired, "人", period, note=f"完成目标的 {share}%"
        )
    figure(z, "RA-POSTS", "开发科研助理岗位", 913, "个", "2024年1—10月")
    finish(z)
    return z


def binhai(seed, today):
    """天津滨海: policy express."""
    z = zone(seed, today, "binhai", "天津滨海高新区", "天津", "120116", "报道没有给出家数；企业均为示例。")
    z.parks = [
        ("BH-01", "滨海高新区华苑片区", "3000", "软件与信息服务"),
        ("BH-02", "滨海高新区渤龙湖片区", "4200", "高端装备"),
    ]
    z.companies = mixed(z, 50, {"I65": 18, "C34": 8, "C38": 8, "C39": 8, "M73": 8}, "天津")
    place_in(z, z.companies)
    for company in z.rng.sample(z.companies, 12):
        company.milestones.append(
            (date(2024, 9, 12), "走访调研", "参加“政策直通车”活动，咨询人才政策（示例）")
        )
    finish(z)
    return z


def baotou(seed, today):
    """包头: 190 diagnostic reports."""
    z = zone(
        seed,
        today,
        "baotou",
        "包头稀土高新区",
        "包头",
        "150271",
        "公开统计数据出自" + PAGE + "；190 份“科技体检”报告与公布数一致，企业均为示例。",
    )
    z.parks = [
        ("BT-01", "包头稀土高新区稀土应用园", "2800", "稀土新材料"),
        ("BT-02", "包头稀土高新区科创园", "900", "装备制造"),
    ]
    z.companies = mixed(
        z, 200, {"C32": 50, "C26": 30, "C38": 30, "C34": 30, "C35": 30, "I65": 15, "M73": 15}, "包头"
    )
    place_in(z, z.companies)
    for company in z.rng.sample(z.companies, 190):
        company.milestones.append((date(2024, 8, z.rng.randint(1, 30)), "走访调研", "“科技体检”诊断报告送达"))
    figure(z, "CHECKUP", "“科技体检”诊断报告", 190, "份", measure="milestone?kind:eq:visit")
    finish(z)
    return z


def chengdu(seed, today):
    """成都: products developed in the zone."""
    z = zone(
        seed,
        today,
        "chengdu",
        "成都高新区",
        "成都",
        "510191",
        "报道没有给出家数；企业均为示例，产品进展取自" + PAGE + "。",
    )
    z.parks = [
        ("CD-01", "成都高新区人工智能园", "1600", "人工智能"),
        ("CD-02", "成都高新区电子信息园", "3900", "电子信息"),
    ]
    z.companies = mixed(z, 40, {"I65": 14, "C39": 12, "C34": 8, "C35": 6}, "成都")
    place_in(z, z.companies)
    robot = next(c for c in z.companies if c.trade == "C34")
    robot.milestones += [
        (date(2024, 10, 5), "其他", "两款四足机器人假日亮相，多家客户预订"),
        (date(2024, 10, 20), "其他", "人形机器人样机完成，避障与感知仿真测试中，预计年底发布"),
    ]
    robot.note = "产品进展取自报道，企业为示例"
    finish(z)
    return z


def finish(z):
    """What every zone has beside: contacts, relations, former names, titles about to expire."""
    rng = z.rng
    for company in rng.sample(z.companies, max(10, len(z.companies) // 3)):
        for _ in range(rng.randint(1, 2)):
            give_contact(rng, company)
    for company in rng.sample(z.companies, min(12, len(z.companies) // 8)):
        old = z.namer.name(z.place, "工业")
        until = company.registered + timedelta(days=rng.randint(200, 450))
        z.former.append((company, "曾用名称", old, until, "更名"))
    a, b = rng.sample(z.companies, 2)
    z.former.append((a, "曾用信用代码", z.namer.code(), a.registered + timedelta(days=400), "换发代码"))
    z.relations.append((a, "母公司", b, "60"))
    for company in rng.sample(z.companies, min(8, len(z.companies) // 6)):
        z.relations.append((company, "所属集团", f"{z.place}示例集团", ""))
    for company in rng.sample([c for c in z.companies if c.stage == "投产" and not c.titles], 6):
        give_title(
            rng,
            company,
            "创新型中小企业",
            z.today,
            level="省级",
            until=z.today + timedelta(days=rng.randint(5, 85)),
        )
    for company in z.companies:
        if company.stage == "投产" and company.since and rng.random() < 0.3:
            company.milestones.append((company.since, "投产", "正式投产"))


ZONES = {f.__name__: f for f in (qingyuan, qijiang, changzhou, urumqi, binhai, baotou, chengdu)}
