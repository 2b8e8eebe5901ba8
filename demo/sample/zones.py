"""The zones: who is in them, and which of their totals are the published ones."""

from datetime import date
from decimal import Decimal

from . import identity
from .population import apportion, draw, generator, rounded, scale_to, split_land, PLACES

LEADING = {
    "26": "新材料",
    "27": "生物医药",
    "34": "高端装备制造",
    "35": "高端装备制造",
    "37": "高端装备制造",
    "39": "先进电子信息",
}
ADVANCED = {"27", "34", "35", "36", "37", "38", "39", "40"}


def base(seed, key, title, period, n, place, region, mix, published):
    rng = generator(seed, key)
    enterprises = draw(rng, n, place, region, mix)
    zone = {
        "key": key,
        "title": title,
        "period": period,
        "seed": seed,
        "rng": rng,
        "region": region,
        "enterprises": enterprises,
        "published": published,
        "outsider": (identity.credit_code(rng, region), f"{place}某物流有限公司"),
    }
    for e in enterprises:
        e.flags["high_tech"] = rng.random() < (0.25 if e.quality < 0.5 else 0.6)
        e.flags["specialised"] = rng.random() < (0.05 if e.quality < 0.8 else 0.4)
        e.flags["accident"] = rng.random() < 0.01
    return zone


def scale_class(enterprises, quantity, total):
    if enterprises:
        scale_to(enterprises, quantity, total)


def qingyuan(seed):
    """清远高新区, first half of 2024: 186 enterprises, value added and its parts as published."""
    published = [
        ("规上工业企业", "186 家", "number of enterprises"),
        ("规上工业增加值", "58.25 亿元", "sum of 工业增加值, exact"),
        ("先进制造业增加值", "38.73 亿元", "sum over 先进制造业 = 是, exact"),
        ("“3+1”主导产业增加值", "30.51 亿元", "sum over 主导产业 not empty, exact"),
        ("可比价增速", "27.8 %、42.8 %、44.9 %", "from 上年同期增加值（可比价）, to one decimal"),
    ]
    mix = {
        "26": 30,
        "27": 10,
        "29": 18,
        "30": 16,
        "31": 8,
        "32": 14,
        "33": 18,
        "34": 12,
        "35": 14,
        "36": 8,
        "37": 2,
        "38": 14,
        "39": 20,
        "40": 2,
    }
    zone = base(seed, "qingyuan", "清远高新区", "2024年1—6月", 186, "清远", "441802", mix, published)
    # Who is in both, in one only, or in none: the published sums leave one number open, which is generated.
    sums = {
        (True, True): "265000.00",
        (True, False): "40100.00",
        (False, True): "122300.00",
        (False, False): "155100.00",
    }
    growth = {"advanced": Decimal("1.428"), "leading": Decimal("1.449"), "all": Decimal("1.278")}
    before = {
        key: (Decimal(total) / growth[key]).quantize(Decimal("0.01"))
        for key, total in (("advanced", "387300"), ("leading", "305100"), ("all", "582500"))
    }
    both = (Decimal("265000") / Decimal("1.45")).quantize(Decimal("0.01"))
    earlier = {
        (True, True): both,
        (True, False): before["leading"] - both,
        (False, True): before["advanced"] - both,
        (False, False): before["all"] - before["leading"] - before["advanced"] + both,
    }
    for kind, total in sums.items():
        members = [e for e in zone["enterprises"] if (e.division in LEADING, e.division in ADVANCED) == kind]
        for e in members:
            for quantity in ("tax", "output", "revenue", "research", "energy", "power"):
                e.amounts[quantity] = rounded(e.amounts[quantity] / 2, PLACES[quantity])  # half a year
            if e.amounts["emission"] is not None:
                e.amounts["emission"] = rounded(e.amounts["emission"] / 2, 4)
        scale_class(members, "added", total)
        last = apportion(
            [float(e.amounts["added"]) * zone["rng"].uniform(0.8, 1.2) for e in members],
            int(earlier[kind] * 100),
        )
        for e, cents in zip(members, last):
            e.flags["before"] = Decimal(cents).scaleb(-2)
    zone["statistics"] = [
        ("主导产业", lambda e: LEADING.get(e.division, "")),
        ("先进制造业", lambda e: "是" if e.division in ADVANCED else "否"),
        ("上年同期增加值（可比价，万元）", lambda e: e.flags["before"]),
    ]
    return zone


def wanzhou(seed):
    """A list like 万州's of 2023: 170 manufacturers on 8 024.06 亩, fourteen of them evaluated but not graded."""
    published = [
        ("规上制造业企业", "170 家", "number of enterprises"),
        ("用地面积", "8024.06 亩", "sum of owned − protected + rented in − rented out, exact"),
        (
            "A / B / C / D / 只评价未分档",
            "30 / 84 / 30 / 12 / 14",
            "result of demo/wanzhou/scheme.toml on these data",
        ),
    ]
    mix = {
        "13": 26,
        "17": 8,
        "18": 10,
        "22": 6,
        "26": 16,
        "27": 16,
        "29": 12,
        "30": 22,
        "32": 6,
        "33": 14,
        "34": 8,
        "35": 6,
        "36": 10,
        "38": 12,
        "39": 8,
    }
    zone = base(seed, "wanzhou", "万州区（仿真名单）", "2023年", 170, "万州", "500101", mix, published)
    rng, enterprises = zone["rng"], zone["enterprises"]
    scale_to(enterprises, "land", "8024.06")
    for e in enterprises:
        split_land(rng, e)
        e.flags["relocating"] = False
    chosen = rng.sample(enterprises, 14)
    for e in chosen[:9]:
        e.commissioned = date(2022, rng.randint(3, 12), rng.randint(1, 28))
    for e in chosen[9:]:
        e.flags["relocating"] = True
    return zone


def qijiang(seed):
    """綦江高新区: 412 enterprises ("more than 400"), 144 of them high-tech."""
    published = [
        ("企业", "> 400 家", "412 enterprises; the exact number is not published"),
        ("高新技术企业", "144 家", "number of 高新技术企业 = 是, exact"),
    ]
    mix = {
        "13": 20,
        "17": 10,
        "18": 8,
        "20": 6,
        "22": 10,
        "26": 34,
        "27": 8,
        "29": 30,
        "30": 46,
        "31": 16,
        "32": 52,
        "33": 50,
        "34": 34,
        "35": 24,
        "36": 40,
        "38": 16,
        "39": 8,
    }
    zone = base(seed, "qijiang", "綦江高新区", "2023年", 412, "綦江", "500110", mix, published)
    likely = sorted(
        zone["enterprises"], key=lambda e: (e.quality + zone["rng"].gauss(0, 0.5), e.code), reverse=True
    )
    for i, e in enumerate(likely):
        e.flags["high_tech"] = i < 144
    return zone


ZONES = {"qingyuan": qingyuan, "wanzhou": wanzhou, "qijiang": qijiang}
