"""The benchmark's scheme in DuckDB. The indicators' expressions come from Yuanheng's own SQL emitter: the environment
variable YUANHENG_SQL names a JSON file {indicator: expression}."""

import json
import os

import duckdb

import common

CONNECTION = duckdb.connect()
EXPRESSIONS = json.load(open(os.environ["YUANHENG_SQL"]))
COLUMNS = ", ".join(["'code': 'VARCHAR'"] + [f"'{name}': 'DOUBLE'" for name in common.NUMBERS])
CONNECTION.execute("CREATE TYPE grade AS ENUM ('A', 'B', 'C', 'D')")


def reader(path):
    return f"read_csv('{path}', header = true, auto_detect = false, delim = ',', quote = '', columns = {{{COLUMNS}}})"


def points(item):
    # least() and greatest() ignore NULL, so an absent share must become 0 before the cap.
    share = f"({EXPRESSIONS[item.code]}) / {item.base!r}::DOUBLE"
    return (
        f"CASE WHEN {item.denominator} > 0 "
        f"THEN greatest(least(coalesce({share}, 0), {item.cap!r}::DOUBLE), {item.floor!r}::DOUBLE) ELSE 0 END "
        f"* {item.weight!r}::DOUBLE"
    )


def query(source, rows, columns):
    total = " + ".join(points(item) for item in common.indicators())
    a, b, c = (f"({percent} * n.n * 2 + 100) // 200" for percent in (20, 60, 5))
    return f"""
        WITH scored AS (SELECT code, {total} AS total FROM {source}),
             ranked AS (SELECT code, total, rank() OVER (ORDER BY total DESC) AS rank FROM scored),
             n AS (SELECT {rows} AS n)
        SELECT {columns},
               (CASE WHEN rank <= {a} THEN 'A' WHEN rank <= {b} THEN 'B' WHEN rank <= n.n - ({c}) THEN 'C'
                     ELSE 'D' END)::grade AS grade
        FROM ranked, n"""


def load(path):
    CONNECTION.execute(f"CREATE OR REPLACE TABLE data AS SELECT * FROM {reader(path)}")
    return "data"


def evaluate(table):
    rows = f"(SELECT count(*) FROM {table})"
    CONNECTION.execute(f"CREATE OR REPLACE TEMP TABLE result AS {query(table, rows, 'code, total, rank')}")
    return "result"


def count(table):
    return dict(CONNECTION.execute(f"SELECT grade::VARCHAR, count(*) FROM {table} GROUP BY ALL").fetchall())


def whole(path, out):
    table = load(path)
    rows = f"(SELECT count(*) FROM {table})"
    columns = "code, round(total, 4) AS total, rank"
    CONNECTION.execute(f"COPY ({query(table, rows, columns)}) TO '{out}' (HEADER, DELIMITER ',')")


if __name__ == "__main__":
    common.main(load, evaluate, count, whole)
