"""Robustness in NumPy, as COINr's uncertainty analysis does it: draw assumptions, aggregate, rank, and look at the ranks.

    robustness_numpy.py CSV DRAWS WEIGHT BASE REPEATS OUT

The same variation as Yuanheng's: each weight × (1 + U(−WEIGHT, WEIGHT)), rescaled to the same sum; each base value
× (1 + U(−BASE, BASE)). With weights alone a batch of draws is one matrix product; with base values the capped shares are
made anew in every draw. Batches run on two threads: NumPy's loops and sorts do not hold the interpreter's lock.
"""

import concurrent.futures
import csv
import json
import sys
import time

import numpy as np

import common

INDICATORS = common.indicators()
WEIGHTS = np.array([item.weight for item in INDICATORS])
CAPS = np.array([item.cap for item in INDICATORS])
FLOORS = np.array([item.floor for item in INDICATORS])
BATCH = 128
THREADS = 2
SEED = 1


def load(path):
    with open(path, newline="") as file:
        lines = list(csv.DictReader(file))
    column = {name: np.array([float(line[name] or "nan") for line in lines]) for name in common.NUMBERS}
    return [line["code"] for line in lines], column


def shares(column):
    """x/b before cap and floor, a row an enterprise; absent values and zero denominators bring nothing."""
    rows = []
    for item in INDICATORS:
        denominator = column[item.denominator]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = column[item.numerator] / denominator / item.base
        rows.append(np.where((denominator > 0) & ~np.isnan(share), share, 0.0))
    return np.ascontiguousarray(np.stack(rows, axis=1))


def factors(rng, draws, half):
    return 1 + rng.uniform(-half, half, (draws, len(INDICATORS)))


def ranks_of(totals):
    """Ranks from 1 along the last axis. Equal totals, which take no part here, would be ranked in order."""
    order = np.argsort(-totals, axis=-1)
    ranks = np.empty(totals.shape, dtype=np.uint16)
    np.put_along_axis(ranks, order, np.arange(1, totals.shape[-1] + 1, dtype=np.uint16)[None, :], axis=-1)
    return ranks


def analyse(share, draws, weight, base):
    n = len(share)
    a, b, c = common.cuts(n)
    slot = np.repeat(np.arange(4, dtype=np.int8), [a, b - a, c - b, n - c])  # grade of each place
    capped = np.clip(share, FLOORS, CAPS)
    official = slot[ranks_of((capped @ WEIGHTS)[None, :])[0] - 1]
    rng = np.random.default_rng(SEED)
    weights = WEIGHTS * factors(rng, draws, weight)
    weights *= WEIGHTS.sum() / weights.sum(axis=1, keepdims=True)
    scales = 1 / factors(rng, draws, base)
    ranks = np.empty((draws, n), dtype=np.uint16)

    def batch(begin):
        end = min(draws, begin + BATCH)
        if base == 0:
            totals = weights[begin:end] @ capped.T
        else:
            totals = np.empty((end - begin, n))
            for d in range(begin, end):
                t = share * scales[d]
                np.clip(t, FLOORS, CAPS, out=t)
                totals[d - begin] = t @ weights[d]
        ranks[begin:end] = ranks_of(totals)
        return (slot[ranks[begin:end] - 1] == official).sum(axis=0)

    def band(rows):
        # 16-bit integers are sorted by radix; then quantiles are a look at two places.
        ordered = np.sort(np.ascontiguousarray(ranks[:, rows].T), axis=1, kind="stable")
        return ordered[:, [int(np.ceil(0.05 * draws)) - 1, int(np.ceil(0.95 * draws)) - 1]]

    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        keeps = sum(pool.map(batch, range(0, draws, BATCH))) / draws
        bands = np.concatenate(list(pool.map(band, [slice(i, i + 256) for i in range(0, n, 256)])))
    return keeps, bands


def main():
    path, draws, weight, base, repeats, out = sys.argv[1:]
    codes, column = load(path)
    share = shares(column)
    seconds = []
    for _ in range(int(repeats)):
        begin = time.perf_counter()
        keeps, bands = analyse(share, int(draws), float(weight), float(base))
        seconds.append(time.perf_counter() - begin)
    with open(out, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "keeps", "low", "high"])
        writer.writerows((code, f"{k:.4f}", low, high) for code, k, (low, high) in zip(codes, keeps, bands))
    print(json.dumps({"seconds": seconds, "keeps": float(keeps.mean())}))


if __name__ == "__main__":
    main()
