#!/usr/bin/env python3
"""Computes every figure of a derivation again, as its reader would, from the derivation alone.

    recompute.py PROGRAM [CASES]

PROGRAM prints derivations of random schemes, one JSON object a line (derivations.cpp). Nothing of the engine is used
here: each share of full marks, point, pillar, adjustment, total and grade is computed from the figures beside it, and
each line of the working that is plain arithmetic is evaluated as it is printed. The last line counts the derivations.
"""

import json
import math
import re
import subprocess
import sys
from collections import Counter

PLACES = 4  # to which the random schemes round points and totals


class Wrong(Exception):
    pass


def same(what, computed, printed, tolerance=1e-9):
    if not math.isclose(computed, printed, rel_tol=tolerance, abs_tol=tolerance):
        raise Wrong(f"{what}: {computed!r} is computed, {printed!r} is printed")


def rounded(what, computed, printed, places=PLACES):
    same(what, computed, printed, 0.5 * 10 ** -min(places, PLACES) + 1e-9)


def measured(item):
    """The value that is measured, after imputation and treatment."""
    x = item["value"]
    if item["numerator"] is not None and item["denominator"] and x is not None:
        same("quotient", item["numerator"] / item["denominator"], x)
    if item["imputed"] is not None:
        x = item["imputed"]
    if item["treated"] is not None:
        if item["logarithm_from"] is not None:
            same("logarithm", math.log(x - item["logarithm_from"] + 1), item["treated"])
        x = item["treated"]
    return x


def share(item):
    """The share of full marks before cap and floor."""
    x, how, against, higher = measured(item), item["transform"], item["against"], item["higher_is_better"]
    kind = how["kind"]
    if kind == "ratio":
        return how["factor"] * x / against["base_value"]
    if kind == "inverse":
        return how["factor"] * (2 - x / against["base_value"])
    if kind in ("min_max", "efficacy"):
        low, high = against["low"], against["high"]
        part = 1 if low == high else (x - low if higher else high - x) / (high - low)
        return part if kind == "min_max" else how["base"] + how["span"] * part
    if kind == "percentile":
        part = (against["lower"] + against["equal"] / 2) / against["enterprises"]
        return part if higher else 1 - part
    if kind == "z_score":
        z = (x - against["mean"]) / against["deviation"] if against["deviation"] else 0
        return how["base"] + how["span"] * (z if higher else -z)
    reached = 0
    for band in how["bands"]:
        near = math.isclose(x, band["from"], rel_tol=1e-12)
        if (x > band["from"] and not near) or (near and not band["exclusive"]):
            reached = band["share"]
    return reached


def limited(item, part):
    if item["cap"] is not None:
        part = min(part, item["cap"])
    if item["floor"] is not None:
        part = max(part, item["floor"])
    return part


def counted_coefficients(told):
    """The product of the coefficients on each indicator."""
    out = Counter()
    for a in told["adjustments"]:
        if a["kind"] == "coefficient" and a["on"]:
            out[a["on"]] = out.get(a["on"], 1) * a["counted"]
    return out


def items(told, seen):
    coefficients = counted_coefficients(told)
    for item in told["items"]:
        seen[item["missing"] and "missing " + item["missing"] or item["transform"]["kind"]] += 1
        for what in ("imputed", "treated"):
            if item[what] is not None:
                seen[what] += 1
        if not item["missing"]:
            part = share(item)
            same("share before the limits", part, item["share_raw"])
            if limited(item, part) != part:
                seen["limited"] += 1
            same("share", limited(item, part), item["share"])
        elif item["missing"] in ("zero", "redistribute"):
            same("share", 0, item["share"])
        elif item["missing"] == "full":
            same("share", 1, item["share"])
        elif item["missing"] == "cap":
            same("share", item["cap"], item["share"])
        same("coefficient", coefficients.get(item["indicator"], 1), item["coefficient"])
        seen["coefficient"] += item["coefficient"] != 1
        rounded("points", item["share"] * item["coefficient"] * item["weight_now"], item["points"])


def children(told, parent):
    for item in told["items"]:
        if item["pillar"] == parent:
            gone = item["missing"] == "redistribute"
            yield item["weight"], item["weight_now"], None if gone else item["share"] * item["coefficient"]
    for pillar in told["pillars"]:
        if pillar["parent"] == parent:
            empty = all(value is None for _, _, value in children(told, pillar["pillar"]))
            yield pillar["weight"], pillar["weight_now"], None if empty else pillar["value"]


def combined(told, parent, how):
    parts = list(children(told, parent))
    weights = sum(weight for weight, _, _ in parts)
    kept = sum(weight for weight, _, value in parts if value is not None)
    for weight, now, value in parts:
        same("weight", 0 if value is None or kept == 0 else weight * weights / kept, now)
    used = [(now, value) for _, now, value in parts if now > 0]
    total = sum(weight for weight, _ in used)
    if not used:
        return 0
    if how in ("geometric", "harmonic") and any(value <= 0 for _, value in used):
        return 0
    if how == "geometric":
        return math.prod(value ** (weight / total) for weight, value in used)
    if how == "harmonic":
        return total / sum(weight / value for weight, value in used)
    added = sum(weight * value for weight, value in used)
    return added if how == "sum" else added / total


def adjustment(a, seen):
    held = [one for one in a["items"] if one["outcome"] != "unknown"]
    if a["kind"] == "coefficient":
        same("coefficient", held[0]["value"] if held else 1, a["counted"])
        return
    best = {}  # of each tier the greatest value, of equal ones the first
    for one in held:
        if one["tier"] and (one["tier"] not in best or one["value"] > best[one["tier"]]["value"]):
            best[one["tier"]] = one
    for one in held:
        if (one["outcome"] == "counted") != (not one["tier"] or best[one["tier"]] is one):
            raise Wrong(f"tier of {one['item']}")
    raw = sum(one["value"] for one in held if one["outcome"] == "counted")
    seen["adjustment limited"] += raw != limited(a, raw)
    same("adjustment", limited(a, raw), a["counted"])


def total(told, seen):
    for pillar in told["pillars"]:
        same("pillar", combined(told, pillar["pillar"], pillar["aggregation"]), pillar["value"])
        seen["pillar " + pillar["aggregation"]] += 1
    base = combined(told, "", told["aggregation"])
    seen["total " + told["aggregation"]] += 1
    if told["aggregation"] != "sum":
        base *= told["scale"]
    rounded("sum of the indicators", base, told["base"])
    coefficient, ratio, points = 1, 0, 0
    for a in told["adjustments"]:
        adjustment(a, seen)
        seen["adjustment " + a["kind"]] += 1
        if a["kind"] == "coefficient" and not a["on"]:
            coefficient *= a["counted"]
        ratio += a["counted"] if a["kind"] == "ratio" else 0
        points += a["counted"] if a["kind"] == "points" else 0
    computed = base * coefficient * (1 + ratio) + points
    if "total_places" in told:
        same("total before rounding", computed, told["unrounded"])
        rounded("total", computed, told["total"], told["total_places"])
        return told["total"]
    rounded("total", computed, told["total"])
    return computed


def grade(told, computed, seen):
    """The initial grade from the places or scores, then the changes one after the other."""
    grading = told.get("grading")
    if grading is None:
        if told["initial"]:
            raise Wrong("a grade without a place")
        return
    seen["grade by " + grading["method"]] += 1
    if grading["method"] == "quota":
        place = grading["position"]
        if grading["ties"] == "better":
            place = grading["rank"]
        elif grading["ties"] == "worse":
            place = grading["rank"] + grading["equal"] - 1
        for slot in grading["places"]:
            if place <= slot["places"]:
                break
            place -= slot["places"]
        if slot["grade"] != told["initial"]:
            raise Wrong(f"grade: {slot['grade']} is computed, {told['initial']} is printed")
    elif grading["method"] == "score" and grading["by_total"]:
        reached = grading["rest"]
        for cut in grading["scores"]:
            near = math.isclose(computed, cut["score"], rel_tol=1e-9)
            if (near and cut["inclusive"]) or (computed > cut["score"] and not near):
                reached = cut["grade"]
                break
        if reached != told["initial"]:
            raise Wrong(f"grade: {reached} is computed, {told['initial']} is printed")
    now = told["initial"]
    for change in told["changes"]:
        if change["from"] != now:
            raise Wrong("a change does not begin where the last one ended")
        now = change["to"]
        seen["change"] += 1
    if now != told["grade"]:
        raise Wrong(f"final grade: {now} is computed, {told['grade']} is printed")


ARITHMETIC = re.compile(r"[-0-9.+*/()% ]+|\*\*|math\.log")


def evaluated(text):
    """A printed figure or a computation in figures; nothing where it is in words."""
    text = re.sub(r" 家\S*|lower|equal", "", text)
    text = re.sub(r"（[^）]*）| \([^()]*[^-0-9.+−×÷^% ()][^()]*\)", "", text)
    for sign, operation in (("−", "-"), ("×", "*"), ("÷", "/"), ("^", "**"), ("ln(", "math.log(")):
        text = text.replace(sign, operation)
    text = re.sub(r"([0-9.]+)%", r"(\1/100)", text)
    if not text.strip() or ARITHMETIC.sub("", text).strip():
        return None
    return eval(text, {"math": math})


def working(told, seen):
    for part in told["items"] + told["adjustments"]:
        for line in part["working"]:
            how = line["how"].rsplit(" = ", 1)[-1]
            if not how:
                continue
            right = evaluated(line["result"])
            left = None if right is None else evaluated(how)
            if left is None:
                seen["lines in words"] += 1
                continue
            seen["lines of arithmetic"] += 1
            # The figures of a line are rounded to six or eight decimals, and divisors may be small.
            same("working: " + how + " = " + line["result"], left, right, 2e-3)


def main():
    program, cases = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100"
    printed = subprocess.run(
        [program, cases], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    passed = failed = 0
    seen = Counter()
    for line in printed.splitlines():
        told = json.loads(line)
        try:
            items(told, seen)
            grade(told, total(told, seen), seen)
            working(told, seen)
            passed += 1
        except Wrong as wrong:
            failed += 1
            if failed <= 10:
                print(f"{told['code']}: {wrong}\n  {line}")
    print(", ".join(f"{name}: {count}" for name, count in sorted(seen.items())))
    needed = [
        *(
            "ratio",
            "inverse",
            "min_max",
            "efficacy",
            "percentile",
            "z_score",
            "bands",
            "imputed",
            "treated",
            "limited",
        ),
        *(
            "missing mean",
            "missing zero",
            "missing penalty",
            "missing redistribute",
            "missing full",
            "missing cap",
        ),
        *(
            "coefficient",
            "adjustment points",
            "adjustment ratio",
            "adjustment coefficient",
            "adjustment limited",
        ),
        *("grade by quota", "grade by score", "grade by staged", "change"),
    ]
    for name in needed:
        if not seen[name]:
            failed += 1
            print(f"none with {name}")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
