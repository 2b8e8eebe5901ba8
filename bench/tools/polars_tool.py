"""The benchmark's scheme in Polars: one lazy plan, multi-threaded."""

import polars as pl

import common

INDICATORS = common.indicators()
GRADE = pl.Enum(["A", "B", "C", "D"])
SCHEMA = {"code": pl.String, **{name: pl.Float64 for name in common.NUMBERS}}


def load(path):
    return pl.read_csv(path, schema=SCHEMA)


def points(item):
    denominator = pl.col(item.denominator)
    share = (pl.col(item.numerator) / denominator / item.base).clip(item.floor, item.cap)
    return pl.when(denominator > 0).then(share).otherwise(0.0).fill_null(0.0) * item.weight


def plan(frame):
    # The sum is written as one expression so that the engine can fuse it; the rank is one sort.
    total = points(INDICATORS[0])
    for item in INDICATORS[1:]:
        total = total + points(item)
    n = pl.len()
    half_up = lambda percent: (2 * percent * n + 100) // 200
    rank = pl.col("rank")
    grade = (
        pl.when(rank <= half_up(20))
        .then(pl.lit("A", GRADE))
        .when(rank <= half_up(60))
        .then(pl.lit("B", GRADE))
        .when(rank <= n - half_up(5))
        .then(pl.lit("C", GRADE))
        .otherwise(pl.lit("D", GRADE))
    )
    return (
        frame.select("code", total.alias("total"))
        .with_columns(pl.col("total").rank("min", descending=True).alias("rank"))
        .with_columns(grade.alias("grade"))
    )


def evaluate(data):
    return plan(data.lazy()).collect()


def count(result):
    return dict(result.group_by("grade").len().rows())


def whole(path, out):
    plan(pl.scan_csv(path, schema=SCHEMA)).collect().write_csv(out, float_precision=4)


if __name__ == "__main__":
    common.main(load, evaluate, count, whole)
