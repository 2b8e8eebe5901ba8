"""What the competitors share: the scheme's figures, the command line and the clock."""

import json
import os
import pathlib
import sys
import time
import tomllib

NUMBERS = ["land", "tax", "value_added", "revenue", "energy", "emission", "employees", "rd", "profit"]


class Indicator:
    def __init__(self, entry):
        self.code = entry["code"]
        self.numerator, self.denominator = entry["formula"].split(" / ")
        self.base = float(entry["benchmark"]["value"])
        self.weight = float(entry["weight"])
        self.cap = float(entry["cap"])
        self.floor = float(entry["floor"])


def indicators():
    text = (pathlib.Path(__file__).parent.parent / "scheme.toml").read_text()
    return [Indicator(entry) for entry in tomllib.loads(text)["tracks"][0]["indicators"]]


def cuts(n):
    """Last place of A and B and of the middle, by the scheme's quota: integer arithmetic, half up."""
    half_up = lambda percent: (2 * percent * n + 100) // 200
    return half_up(20), half_up(60), n - half_up(5)


def main(load, evaluate, count, whole):
    """TOOL.py memory|file INPUT OUTPUT REPEATS: prints one JSON line.

    load(path) → data in the tool's own columns; evaluate(data) → result with total, rank and grade per row;
    count(result) → {"A": …}; whole(path, out) reads, evaluates and writes the result.
    """
    mode, path, out, repeats = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    seconds, grades = [], None
    if mode == "memory":
        data = load(path)
        grades = count(evaluate(data))  # also the warm-up
        for _ in range(repeats):
            begin = time.perf_counter()
            result = evaluate(data)
            seconds.append(time.perf_counter() - begin)
            del result
    else:
        for _ in range(repeats):
            if os.path.exists(out):
                os.remove(out)
            begin = time.perf_counter()
            whole(path, out)
            seconds.append(time.perf_counter() - begin)
    print(json.dumps({"seconds": seconds, "grades": grades}))
