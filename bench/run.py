#!/usr/bin/env python3
"""Compares Yuanheng with pandas, Polars and DuckDB on the same file and machine, and writes docs/performance.md's table.

    bench/run.py                              10⁴, 10⁶ and 10⁷ enterprises, three rounds
    bench/run.py --sizes 1e4,1e6 --rounds 5   less data, more rounds
    bench/run.py --no-write                   only prints
    bench/run.py --sizes= --no-write          only the robustness of grades

Builds what it needs under build/: the engine (build/bench), the data (build/bench-data) and a virtual environment with
the newest pandas, Polars and DuckDB (build/bench-venv). Every round runs the tools one after the other, so that a change
of the machine's mood meets all of them; a time is the median over the rounds of each process's best.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
DATA = ROOT / "build" / "bench-data"
VENV = ROOT / "build" / "bench-venv"
SCHEME = ROOT / "bench" / "scheme.toml"
PAGE = ROOT / "docs" / "performance.md"
PACKAGES = ["pandas", "polars", "duckdb", "numpy", "pyarrow"]
OTHERS = ["pandas", "polars", "duckdb"]
TOOLS = ["yuanheng"] + OTHERS
BEGIN, END = "<!-- table: engine -->", "<!-- end -->"
DRAWS, ENTERPRISES = 10_000, 5_000
VARIATIONS = [("weights ± 10 %", 0.1, 0.0), ("weights and base values ± 10 %", 0.1, 0.1)]


def call(*command):
    subprocess.run([str(word) for word in command], check=True)


def prepare(sizes):
    call(
        "cmake",
        "-S",
        ROOT,
        "-B",
        BUILD,
        "-G",
        "Ninja",
        "-DCMAKE_BUILD_TYPE=Release",
        "-DYUANHENG_BENCH=ON",
        "-DYUANHENG_TESTS=OFF",
    )
    call("cmake", "--build", BUILD, "--target", "engine_bench", "robustness_bench")
    if not (VENV / "bin" / "python").exists():
        call(sys.executable, "-m", "venv", VENV)
    call(VENV / "bin" / "pip", "install", "-q", "--upgrade", *PACKAGES)
    DATA.mkdir(parents=True, exist_ok=True)
    for size in {*sizes, ENTERPRISES}:
        if not (DATA / f"{size}.csv").exists():
            call(VENV / "bin" / "python", ROOT / "bench" / "generate.py", size, DATA / f"{size}.csv")
    with open(DATA / "sql.json", "w") as file:
        subprocess.run([str(BUILD / "bench" / "engine_bench"), "sql", str(SCHEME)], check=True, stdout=file)


def measure(command):
    """Runs a command that prints one JSON object; adds the peak memory of its process in MB."""
    environment = dict(os.environ, YUANHENG_SQL=str(DATA / "sql.json"))
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, env=environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(str(word) for word in command)}")
    return dict(json.loads(output), megabytes=usage.ru_maxrss / 1024)


def command_of(tool, mode, size, repeats):
    path, out = DATA / f"{size}.csv", DATA / f"out_{tool}.csv"
    if tool == "yuanheng":
        return [BUILD / "bench" / "engine_bench", mode, SCHEME, path, repeats, out]
    return [VENV / "bin" / "python", ROOT / "bench" / "tools" / f"{tool}_tool.py", mode, path, out, repeats]


def ranks(tool):
    with open(DATA / f"out_{tool}.csv", newline="") as file:
        return {row["code"]: (int(float(row["rank"])), row["grade"]) for row in csv.DictReader(file)}


def compare_results(size):
    """How many enterprises have another rank or grade than with Yuanheng; the grades' counts must be the same."""
    ours, differences = ranks("yuanheng"), {}
    for tool in OTHERS:
        theirs = ranks(tool)
        if theirs.keys() != ours.keys():
            sys.exit(f"{tool} has other enterprises at {size} rows")
        differences[tool] = (
            sum(ours[code][0] != theirs[code][0] for code in ours),
            sum(ours[code][1] != theirs[code][1] for code in ours),
        )
    return differences


def rounds_of(size, rounds):
    repeats = 20 if size <= 100_000 else 3
    results = {}
    for number in range(rounds):
        for mode in ("memory", "file"):
            for tool in TOOLS:
                results.setdefault((tool, mode), []).append(
                    measure(
                        command_of(tool, mode, size, repeats if mode == "memory" or size <= 100_000 else 1)
                    )
                )
        results.setdefault(("stream", "memory"), []).append(
            measure(command_of("yuanheng", "stream", size, repeats))
        )
        print(f"{size} rows: round {number + 1} of {rounds}", file=sys.stderr)
    counts = [
        run["grades"]
        for (tool, mode), runs in results.items()
        if mode == "memory" and tool != "stream"
        for run in runs
    ]
    if any(count != counts[0] for count in counts):
        sys.exit(f"the tools disagree on the number of each grade at {size} rows: {counts}")
    return results


def seconds(runs):
    return statistics.median(min(run["seconds"]) for run in runs)


def shown(value):
    return (
        f"{value * 1000:.2f} ms"
        if value < 0.1
        else f"{value * 1000:.0f} ms"
        if value < 1
        else f"{value:.2f} s"
    )


def table(size, results, differences):
    lines = [
        f"### {size:,} enterprises".replace(",", " "),
        "",
        "| | in memory | × Yuanheng | CSV to CSV | × Yuanheng | peak memory, CSV to CSV | other rank (grade) |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    ours = {mode: seconds(results["yuanheng", mode]) for mode in ("memory", "file")}
    for tool in TOOLS:
        memory, whole = (seconds(results[tool, mode]) for mode in ("memory", "file"))
        peak = max(run["megabytes"] for run in results[tool, "file"])
        other = "—" if tool == "yuanheng" else "{} ({})".format(*differences[tool])
        lines.append(
            f"| {tool} | {shown(memory)} | {memory / ours['memory']:.2f} | {shown(whole)} | "
            f"{whole / ours['file']:.2f} | {peak:.0f} MB | {other} |"
        )
    stream = seconds(results["stream", "memory"])
    exact = results["yuanheng", "memory"][0]["exact_decisions"]
    lines += [
        "",
        f"Streaming the nine columns once: {shown(stream)}; Yuanheng takes {ours['memory'] / stream:.1f} times "
        f"that, and needed exact arithmetic for {exact} enterprises.",
        "",
    ]
    return lines


def robustness(rounds):
    """Lines on the robustness of 5 000 enterprises in 10 000 draws, beside NumPy under the same variation."""
    path = DATA / f"{ENTERPRISES}.csv"
    lines = [
        f"### Robustness: {DRAWS:,} draws × {ENTERPRISES:,} enterprises × 7 indicators".replace(",", " "),
        "",
        "| varied | yuanheng | NumPy | × Yuanheng | grades kept on average | NumPy's differs by |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, weight, base in VARIATIONS:
        runs = {"yuanheng": [], "numpy": []}
        for _ in range(rounds):
            words = [path, DRAWS, weight, base, 3]
            runs["yuanheng"].append(
                measure([BUILD / "bench" / "robustness_bench", SCHEME, *words, DATA / "robust_yuanheng.csv"])
            )
            runs["numpy"].append(
                measure(
                    [
                        VENV / "bin" / "python",
                        ROOT / "bench" / "tools" / "robustness_numpy.py",
                        *words,
                        DATA / "robust_numpy.csv",
                    ]
                )
            )
        ours, theirs = seconds(runs["yuanheng"]), seconds(runs["numpy"])
        keeps, difference = (
            runs["yuanheng"][0]["keeps"],
            runs["numpy"][0]["keeps"] - runs["yuanheng"][0]["keeps"],
        )
        if abs(difference) > 0.005:
            sys.exit(f"NumPy keeps another share of grades: {difference:+.4f}")
        lines.append(
            f"| {name} | {shown(ours)} | {shown(theirs)} | {theirs / ours:.1f} | {keeps:.1%} | {difference:+.2%} |"
        )
    return lines + [""]


def machine():
    cpu = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    memory = int(open("/proc/meminfo").readline().split()[1]) / 2**20
    code = "import importlib.metadata as m; print(', '.join(f'{p} {m.version(p)}' for p in %r))" % PACKAGES
    versions = subprocess.run(
        [VENV / "bin" / "python", "-c", code], check=True, capture_output=True, text=True
    )
    compiler = subprocess.run(["c++", "--version"], check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )[0]
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    )
    return [
        f"Measured {datetime.date.today()} at {commit.stdout.strip()} with `bench/run.py {' '.join(sys.argv[1:])}`".rstrip()
        + f" on {cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}; {compiler}; "
        f"Python {platform.python_version()}, {versions.stdout.strip()}.",
        "",
    ]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1e4,1e6,1e7")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true", help="do not touch docs/performance.md")
    options = parser.parse_args()
    sizes = [int(float(size)) for size in options.sizes.split(",") if size]
    prepare(sizes)
    lines = machine()
    for size in sizes:
        results = rounds_of(size, options.rounds)
        lines += table(size, results, compare_results(size))
    lines += robustness(options.rounds)
    print("\n".join(lines))
    if not options.no_write:
        page = PAGE.read_text()
        head, rest = page.split(BEGIN)
        PAGE.write_text(head + BEGIN + "\n" + "\n".join(lines) + END + rest.split(END, 1)[1])


if __name__ == "__main__":
    main()
