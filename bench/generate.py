"""Writes the benchmark's data: generate.py ROWS FILE [SEED].

A CSV of a code and nine numbers per enterprise, correlated lognormals (documented below), in no order of codes. Decimals
have at most four places; one cell in a hundred of some columns is empty, one emission in fifty is zero.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv

BLOCK = 1_000_000


def block(rng, first, rows):
    size = rng.normal(0, 1, rows)  # the size of an enterprise: what its figures have in common

    def lognormal(median, spread, of_size):
        return median * np.exp(of_size * size + spread * rng.normal(0, 1, rows))

    land = np.maximum(np.round(lognormal(18, 0.7, 0.6), 2), 0.5)
    value_added = np.round(lognormal(1800, 0.6, 0.9), 2)
    columns = {
        "land": land,
        "tax": np.round(lognormal(320, 0.9, 0.9), 2),
        "value_added": value_added,
        "revenue": np.round(value_added * np.exp(1.3 + 0.4 * rng.normal(0, 1, rows)), 2),
        "energy": np.round(lognormal(900, 1.0, 0.8), 1),
        "emission": np.where(rng.random(rows) < 0.02, 0.0, np.round(lognormal(3, 1.2, 0.7), 4)),
        "employees": np.maximum(np.round(lognormal(85, 0.5, 0.7)), 1),
        "rd": np.round(lognormal(150, 1.1, 0.8), 2),
        "profit": np.round(lognormal(420, 0.8, 0.8) - 100, 2),
    }
    # Ten million codes, each once and in no order: the multiplier has no factor in common with 10⁷.
    numbers = (np.arange(first, first + rows, dtype=np.uint64) * np.uint64(7_046_029)) % np.uint64(10**7)
    codes = np.char.add("91330000M", np.char.zfill(numbers.astype("U9"), 9))
    arrays = {"code": pa.array(codes)}
    for name, values in columns.items():
        absent = rng.random(rows) < 0.01 if name in ("tax", "energy", "rd") else None
        arrays[name] = pa.array(values, mask=absent)
    return pa.table(arrays)


def main():
    rows, path = int(float(sys.argv[1])), sys.argv[2]
    if rows > 10**7:
        sys.exit("at most 10 000 000 rows: the codes have seven free digits")
    rng = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    options = pa.csv.WriteOptions(quoting_style="none", include_header=False)
    with open(path, "wb") as sink:
        for first in range(0, rows, BLOCK):
            table = block(rng, first, min(BLOCK, rows - first))
            if first == 0:
                sink.write((",".join(table.column_names) + "\n").encode())
            pa.csv.write_csv(table, sink, options)


if __name__ == "__main__":
    main()
