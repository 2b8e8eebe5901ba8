#!/usr/bin/env python3
"""Runs the program as an officer would and compares what it says with the files in expected/.

    golden.py PROGRAM [--update] [NAME ...]

Each [[case]] of cases.toml is one command line, run in a scratch folder that holds this folder's inputs, `schemes` and
the sample zones (`demo`). expected/NAME.txt is its exit code, what it printed and the text files it wrote. --update
writes these files anew: look at the difference before you commit it. Further checks stand at the end. Needs Python 3.11,
nothing else.
"""

import argparse
import difflib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}


class Bench:
    """The scratch folder and the program."""

    def __init__(self, program, folder):
        self.program, self.folder = Path(program).resolve(), Path(folder)
        for name in ("scheme.toml", "bad-scheme.toml", "merging.toml"):
            shutil.copy(HERE / name, self.folder)
        shutil.copytree(HERE / "zone", self.folder / "zone")
        shutil.copytree(ROOT / "schemes", self.folder / "schemes")
        (self.folder / "empty").mkdir()
        (self.folder / "long").mkdir()
        name = "园" * 30_000
        (self.folder / "long" / "a.csv").write_text(
            f"统一社会信用代码,企业名称,用地面积（亩）\n91330000MA2601818H,甲,{name}\n{name},乙,1\n",
            encoding="utf-8",
        )
        make = [sys.executable, ROOT / "demo" / "make.py", "--out", self.folder / "demo"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        for zone in ("qingyuan", "wanzhou"):
            shutil.copy(ROOT / "demo" / zone / "scheme.toml", self.folder / "demo" / zone)

    def run(self, words, environment=None):
        return subprocess.run(
            [self.program, *words],
            cwd=self.folder,
            env=ENVIRONMENT | (environment or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )


def transcript(bench, case):
    """Exit code, output, errors and written texts of one case, as its expected file has them."""
    done = bench.run(shlex.split(case["run"]), case.get("environment"))
    parts = [f"$ yuanheng {case['run']}\n", done.stdout]
    if done.stderr:
        parts.append("--- errors\n" + done.stderr)
    for name in case.get("files", []):
        parts.append(f"--- {name}\n" + (bench.folder / name).read_bytes().decode("utf-8"))
    return "".join(parts).replace("\r\n", "\n").rstrip("\n") + f"\n--- exit {done.returncode}\n"


def compare(bench, case, update):
    """Nothing where the transcript is as expected, else the difference."""
    path = HERE / "expected" / (case["name"] + ".txt")
    found = transcript(bench, case)
    if "exit" in case and not found.endswith(f"--- exit {case['exit']}\n"):
        return f"exit code {found.split()[-1]}, not {case['exit']}\n{found[-500:]}"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
        return ""
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=1
    )
    return "\n".join(lines)


# ---- what a comparison with a file cannot say


def place(item):
    return (
        f"{item['file']} [{item['sheet']}] {item['cell']}"
        if item["sheet"]
        else f"{item['file']} {item['cell']}"
    )


def planted(bench):
    """Every problem planted in the sample zones is named in the report of their evaluation, every disguise is undone."""
    silent = {
        "full_width",
        "thousands",
        "text_number",
        "blanks",
        "formula",
        "blanks_name",
        "blanks_code",
        "absent",
        "total_row",
        "footnote",
        "merged_header",
        "unit",
        "leading_zeros",
    }
    wrong = []
    for zone in ("qingyuan", "wanzhou"):
        done = bench.run(
            ["evaluate", "--scheme", f"demo/{zone}/scheme.toml", "--data", f"demo/{zone}/data", "--json"]
        )
        problems = json.loads(done.stdout)["problems"]
        by_place = {}
        for problem in problems:
            by_place.setdefault(problem["place"].removeprefix(f"demo/{zone}/data/"), []).append(problem)
        for item in tomllib.loads((bench.folder / "demo" / zone / "MANIFEST.toml").read_text("utf-8"))[
            "planted"
        ]:
            there = by_place.get(place(item), [])
            if item["kind"] == "hidden_sheet":
                there = [
                    p
                    for p in problems
                    if p["code"] == "intake_hidden_sheet" and item["planted"] in p["message"]
                ]
            if item["kind"] == "outsider":
                there = [p for p in problems if item["planted"] in p["message"]]
            if item["kind"] in silent and there:
                wrong.append(
                    f"{zone}: {item['kind']} at {place(item)} should be read without a word: {there[0]['message']}"
                )
            if item["kind"] not in silent and not there:
                wrong.append(f"{zone}: {item['kind']} at {place(item)} is not reported ({item['expect']})")
    return wrong


def package_round_trip(bench):
    """A package verifies; one with a changed result does not, and says which enterprise."""
    bench.run(
        ["evaluate", "--scheme", "scheme.toml", "--data", "zone/clean", "--package", "run.zip", "--quiet"]
    )
    done = bench.run(["verify", "run.zip", "--lang", "en"])
    wrong = (
        [] if done.returncode == 0 and "✓" in done.stdout else [f"verify: {done.returncode} {done.stdout}"]
    )
    unpacked = bench.folder / "unpacked"
    shutil.unpack_archive(bench.folder / "run.zip", unpacked)
    results = unpacked / "results.csv"
    results.write_bytes(results.read_bytes().replace(b",A,A,", b",A,B,", 1))
    shutil.make_archive(str(bench.folder / "changed"), "zip", unpacked)
    done = bench.run(["verify", "changed.zip", "--lang", "en"])
    if done.returncode != 1 or "results.csv" not in done.stdout:
        wrong.append(f"verify of a changed package: {done.returncode} {done.stdout}")
    return wrong


def corrections_stand_in_for_the_files(bench):
    """With the error workbook in place of the files it was made from, everyone gets the same result as before."""
    folder = bench.folder / "corrected"
    shutil.copytree(bench.folder / "demo" / "wanzhou" / "data", folder)
    words = ["evaluate", "--scheme", "demo/wanzhou/scheme.toml", "--data", "corrected", "--quiet"]
    bench.run([*words, "--errors", "to-correct.xlsx", "--csv", "before.csv"])
    for name in ("供电.csv", "生态环境.xlsx", "税务.xlsx"):
        (folder / name).unlink()
    shutil.move(bench.folder / "to-correct.xlsx", folder / "改正.xlsx")
    bench.run([*words, "--csv", "after.csv"])
    same = (bench.folder / "before.csv").read_bytes() == (bench.folder / "after.csv").read_bytes()
    return [] if same else ["the results differ"]


def outputs_whole_or_not_at_all(bench):
    """Ctrl-C ends a long calculation with 130 and leaves no file behind."""
    before = sorted(p.name for p in bench.folder.iterdir())
    words = [
        "robustness",
        "--scheme",
        "demo/qingyuan/scheme.toml",
        "--data",
        "demo/qingyuan/data",
        "--draws",
        "1000000",
        "--threads",
        "1",
        "--sensitivity",
    ]
    process = subprocess.Popen(
        [bench.program, *words],
        cwd=bench.folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    after = sorted(p.name for p in bench.folder.iterdir())
    wrong = [] if process.returncode == 130 else [f"exit code {process.returncode} after Ctrl-C: {errors}"]
    return wrong + ([] if before == after else [f"left behind: {set(after) - set(before)}"])


def every_output_is_json(bench):
    """Every command prints one JSON document with --json, also where it fails."""
    wrong = []
    data = ["--scheme", "scheme.toml", "--data", "zone/dirty"]
    for words in (
        ["evaluate", *data],
        ["explain", "丁卯电子有限公司", *data],
        ["explain", "nobody", *data],
        ["path", "丙寅纺织有限公司", *data],
        ["robustness", *data, "--draws", "50", "--sensitivity"],
        ["simulate", *data, "--set", "tracks.all.grading.quotas.A.share=30%"],
        ["verify", "scheme.toml"],
        ["sql", "--scheme", "scheme.toml"],
        ["scheme", "check", "scheme.toml", "bad-scheme.toml"],
        ["template", "--scheme", "scheme.toml", "--out", "t.xlsx"],
        ["evaluate"],
        ["evalute"],
    ):
        done = bench.run([*words, "--json"])
        try:
            json.loads(done.stdout)
        except json.JSONDecodeError as error:
            wrong.append(f"{' '.join(words)}: {error}: {done.stdout[:200]}{done.stderr[:200]}")
    return wrong


CHECKS = (
    planted,
    package_round_trip,
    every_output_is_json,
    corrections_stand_in_for_the_files,
    outputs_whole_or_not_at_all,
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    cases = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="yuanheng-golden") as folder, ThreadPoolExecutor(2) as pool:
        bench = Bench(options.program, folder)
        chosen = [c for c in cases if not options.names or c["name"] in options.names]
        for case, difference in zip(chosen, pool.map(lambda c: compare(bench, c, options.update), chosen)):
            if difference:
                failed += 1
                print(f"FAILED {case['name']}: {case['run']}\n{difference}\n")
        for check in CHECKS if not options.names else [c for c in CHECKS if c.__name__ in options.names]:
            wrong = check(bench)
            failed += bool(wrong)
            for line in wrong:
                print(f"FAILED {check.__name__}: {line}")
    print(f"{len(chosen)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
