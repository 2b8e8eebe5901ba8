"""The benchmark's scheme in pandas: whole columns at once, a ranking by one sort."""

import numpy as np
import pandas as pd

import common

INDICATORS = common.indicators()
GRADES = np.array(["A", "B", "C", "D"])


def load(path):
    return pd.read_csv(path, engine="pyarrow", dtype={name: "float64" for name in common.NUMBERS})


def evaluate(data):
    total = np.zeros(len(data))
    for item in INDICATORS:
        denominator = data[item.denominator].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            share = data[item.numerator].to_numpy() / denominator
        share /= item.base
        share[~(denominator > 0)] = 0.0  # absent or zero denominators
        np.nan_to_num(share, copy=False)
        np.clip(share, item.floor, item.cap, out=share)
        share *= item.weight
        total += share
    result = pd.DataFrame({"code": data["code"], "total": total}, copy=False)
    rank = result["total"].rank(method="min", ascending=False).to_numpy().astype(np.int32)
    a, b, c = common.cuts(len(data))
    slots = np.searchsorted(np.array([a, b, c]), rank, side="left")
    result["rank"] = rank
    result["grade"] = pd.Categorical.from_codes(slots.astype(np.int8), GRADES)
    return result


def count(result):
    return {k: int(v) for k, v in result["grade"].value_counts().items()}


def whole(path, out):
    result = evaluate(load(path))
    result["total"] = result["total"].round(4)
    result.to_csv(out, index=False)


if __name__ == "__main__":
    common.main(load, evaluate, count, whole)
