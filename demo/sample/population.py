"""Enterprises drawn at random, with totals that are exact.

Every quantity is lognormal. One hidden factor q (standard normal: how well an enterprise does) correlates them:

    ln x = ln median + sigma * (rho * q + sqrt(1 - rho²) * e),   e standard normal, independent

and quantities that depend on size are a base quantity times an intensity drawn so:

    quantity     = base     × median of the intensity              sigma  rho
    land 亩      = 1        × 28                                   0.80   0.20
    output 万元  = land     × 430 万元/亩                          0.75   0.70
    revenue      = output   × 0.98                                 0.06   0.00
    added value  = output   × 0.235                                0.25   0.25
    tax          = added v. × 0.16                                 0.55   0.40
    staff        = output   × 1/125 人/万元                        0.55  -0.35
    energy tce   = output   × 0.075 tce/万元 × industry's factor   0.80  -0.30
    power 万kWh  = energy   × 0.17                                 0.30   0.00
    emission t   = energy   × 0.0028 t/tce                         0.90  -0.20
    R&D          = revenue  × 0.021                                0.85   0.45

Beyond the laws: 22 % have no R&D, 6 % report no emissions, 3 % had more tax refunded than paid, 30 % rent land.
The draws fix proportions only; `apportion` then scales them to the published totals, exact to the last digit.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from . import identity

LAWS = {  # quantity: (base, median, sigma, rho)
    "land": (None, 28, 0.80, 0.20),
    "output": ("land", 430, 0.75, 0.70),
    "revenue": ("output", 0.98, 0.06, 0.0),
    "added": ("output", 0.235, 0.25, 0.25),
    "tax": ("added", 0.16, 0.55, 0.40),
    "staff": ("output", 1 / 125, 0.55, -0.35),
    "energy": ("output", 0.075, 0.80, -0.30),
    "power": ("energy", 0.17, 0.30, 0.0),
    "emission": ("energy", 0.0028, 0.90, -0.20),
    "research": ("revenue", 0.021, 0.85, 0.45),
}
NO_RESEARCH, NO_EMISSION, REFUNDED, RENTING = 0.22, 0.06, 0.03, 0.30

#: Industries: GB/T 4754 division, its name, the word in a firm's name, energy factor.
INDUSTRIES = {
    "13": ("农副食品加工业", "食品", 0.7),
    "17": ("纺织业", "纺织", 0.9),
    "18": ("纺织服装、服饰业", "服饰", 0.4),
    "20": ("木材加工和木、竹、藤、棕、草制品业", "木业", 0.6),
    "22": ("造纸和纸制品业", "纸业", 2.0),
    "26": ("化学原料和化学制品制造业", "新材料", 2.5),
    "27": ("医药制造业", "生物医药", 0.7),
    "29": ("橡胶和塑料制品业", "高分子", 0.8),
    "30": ("非金属矿物制品业", "建材", 3.0),
    "31": ("黑色金属冶炼和压延加工业", "特钢", 4.0),
    "32": ("有色金属冶炼和压延加工业", "铝业", 4.0),
    "33": ("金属制品业", "金属", 0.8),
    "34": ("通用设备制造业", "机械", 0.4),
    "35": ("专用设备制造业", "装备", 0.4),
    "36": ("汽车制造业", "汽车部件", 0.5),
    "37": ("铁路、船舶、航空航天和其他运输设备制造业", "航空", 0.4),
    "38": ("电气机械和器材制造业", "电气", 0.4),
    "39": ("计算机、通信和其他电子设备制造业", "电子", 0.4),
    "40": ("仪器仪表制造业", "仪器", 0.2),
    "44": ("电力、热力生产和供应业", "热电", 5.0),
}


@dataclass
class Enterprise:
    code: str
    name: str
    division: str
    quality: float
    amounts: dict
    commissioned: date = date(2015, 6, 1)
    flags: dict = field(default_factory=dict)
    land_parts: dict = field(default_factory=dict)

    @property
    def industry(self):
        return INDUSTRIES[self.division][0]


def draw(rng, n, place, region, mix):
    """n enterprises; mix: division → share of them."""
    divisions = [d for d, count in zip(mix, apportion(list(mix.values()), n)) for _ in range(count)]
    rng.shuffle(divisions)
    names = identity.names(rng, place, [INDUSTRIES[d][1] for d in divisions])
    result = []
    for division, name in zip(divisions, names):
        q, amounts = rng.gauss(0, 1), {}
        for quantity, (base, median, sigma, rho) in LAWS.items():
            noise = rho * q + math.sqrt(1 - rho * rho) * rng.gauss(0, 1)
            amounts[quantity] = amounts.get(base, 1) * median * math.exp(sigma * noise)
        for quantity in ("energy", "power", "emission"):
            amounts[quantity] *= INDUSTRIES[division][2]
        amounts["power"] = amounts["power"] / INDUSTRIES[division][2] ** 0.3
        amounts["staff"] = max(5, amounts["staff"])
        if rng.random() < NO_RESEARCH:
            amounts["research"] = 0
        if rng.random() < NO_EMISSION:
            amounts["emission"] = None
        if rng.random() < REFUNDED:
            amounts["tax"] *= -0.1
        begun = date(2003, 1, 1) + timedelta(days=rng.randrange(6500))
        result.append(Enterprise(identity.credit_code(rng, region), name, division, q, amounts, begun))
    settle(rng, result)
    return result


#: Decimal places in which the departments report each quantity.
PLACES = {
    "land": 2,
    "output": 2,
    "revenue": 2,
    "added": 2,
    "tax": 2,
    "staff": 0,
    "energy": 2,
    "power": 2,
    "emission": 4,
    "research": 2,
}


def settle(rng, enterprises):
    """Rounds every amount to the department's places and splits the used land into what registers know of it."""
    for e in enterprises:
        for quantity, value in e.amounts.items():
            if value is not None:
                e.amounts[quantity] = rounded(value, PLACES[quantity])
        split_land(rng, e)


def split_land(rng, e):
    """used = owned − protected + rented in − rented out, with `used` as it stands in amounts."""
    used, cent = e.amounts["land"], Decimal("0.01")
    parts = dict.fromkeys(("owned", "protected", "rented_in", "rented_out"), Decimal(0))
    kind = rng.random()
    if kind < RENTING / 2:
        parts["rented_in"] = used
    elif kind < RENTING:
        parts["rented_in"] = (used * rounded(rng.uniform(0.1, 0.5), 2)).quantize(cent)
    elif kind < RENTING + 0.15:
        parts["rented_out"] = (used * rounded(rng.uniform(0.05, 0.4), 2)).quantize(cent)
    elif kind < RENTING + 0.20:
        parts["protected"] = (used * rounded(rng.uniform(0.1, 0.3), 2)).quantize(cent)
    parts["owned"] = used - parts["rented_in"] + parts["rented_out"] + parts["protected"]
    e.land_parts = parts


def rounded(value, places):
    return Decimal(repr(round(float(value), places))).quantize(Decimal(1).scaleb(-places))


def apportion(weights, total):
    """Whole numbers in the proportions of `weights` that add up to `total` (largest remainders)."""
    whole = sum(weights)
    exact = [w * total / whole for w in weights]
    result = [math.floor(x) for x in exact]
    order = sorted(range(len(weights)), key=lambda i: result[i] - exact[i])
    for i in order[: total - sum(result)]:
        result[i] += 1
    return result


def scale_to(enterprises, quantity, total):
    """Makes the quantity add up to `total` exactly, in the places of PLACES."""
    places = PLACES[quantity]
    units = int(Decimal(total).scaleb(places))
    shares = apportion([float(e.amounts[quantity]) for e in enterprises], units)
    for e, share in zip(enterprises, shares):
        e.amounts[quantity] = Decimal(share).scaleb(-places)


def generator(seed, zone):
    """Random numbers of one zone: another zone's size never changes them."""
    return random.Random(f"{seed}/{zone}")
