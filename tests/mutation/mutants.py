#!/usr/bin/env python3
"""Changes every comparison of grading, one at a time, and shows that a test fails: ./run test mutants.

All mutants are in one program, which is built once; the environment says which one acts. `<`, `<=`, `>` and `>=` become
their negation and their neighbour with or without the boundary; `==` and `!=` become one another. The last line says how
many were caught ("passed") and how many survived ("failed").
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
PROGRAM = BUILD / "tests/grading_mutants"
MUTATED = BUILD / "tests/mutated"
SECONDS = int(os.environ.get("YUANHENG_MUTANT_SECONDS", "120"))  # an endless loop is caught too

# The layout of the tree puts blanks around comparisons, and around nothing else that looks like one.
COMPARISON = re.compile(r"(?<= )(<=|>=|==|!=|<|>)(?= |$)")
NAMES = {"<": "<", ">": ">", "<=": "l", ">=": "g", "==": "=", "!=": "!"}
NEGATED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "==": "!=", "!=": "=="}
BOUNDARY = {"<": "<=", ">": ">=", "<=": "<", ">=": ">"}

# Mutants that no test can tell from the program, with the reason.
EQUIVALENT = {}


def write(to, source, names):
    """Copies of the sources in which every comparison can be another one, and the list of these."""
    sites = []
    out = Path(to) / "scoring/run"
    out.mkdir(parents=True, exist_ok=True)
    for name in names:
        lines = (Path(source) / name).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            code, comment = (line.split("//", 1) + [""])[:2] if "//" in line else (line, "")
            if code.lstrip().startswith("#") or "operator" in code:
                continue

            def site(match, name=name, number=number, line=line):
                sites.append((name, number + 1, match.group(1), line.strip()))
                op = match.group(1)
                return f"{op} ::mutation::Op<{len(sites) - 1}, '{NAMES[op]}'>() {op}"

            lines[number] = COMPARISON.sub(site, code) + ("//" + comment if comment else "")
        text = "\n".join(lines) + "\n"
        first = text.index("#include")
        (out / name).write_text(text[:first] + '#include "mutation.hpp"\n' + text[first:], encoding="utf-8")
    (Path(to) / "sites.tsv").write_text(
        "".join("\t".join(map(str, s)) + "\n" for s in sites), encoding="utf-8"
    )


def run(site="", becomes=""):
    """Whether the tests pass with this mutant."""
    env = dict(os.environ, MUTANT=str(site), MUTANT_BECOMES=str(becomes), GTEST_FAIL_FAST="1")
    if site == "":
        del env["MUTANT"]
    try:
        done = subprocess.run(
            [PROGRAM], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main():
    subprocess.run(
        [
            "cmake",
            "--build",
            BUILD,
            "-j",
            os.environ.get("YUANHENG_JOBS", str(os.cpu_count())),
            "--target",
            "grading_mutants",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    if not run():
        print("the tests fail without a mutant\n0 passed, 1 failed")
        return 1
    mutants = []
    for number, line in enumerate((MUTATED / "sites.tsv").read_text(encoding="utf-8").splitlines()):
        name, at, op, text = line.split("\t")
        for becomes, change in ((1, NEGATED), (2, BOUNDARY)):
            if op in change:
                mutants.append((number, becomes, name, int(at), op, change[op], text))
    with ThreadPoolExecutor(int(os.environ.get("YUANHENG_JOBS", str(os.cpu_count())))) as pool:
        survived = list(pool.map(lambda m: run(m[0], m[1]), mutants))
    table, caught, alive, same = {}, 0, 0, 0
    for (_, _, name, at, op, to, text), lives in zip(mutants, survived):
        row = table.setdefault(name, [0, 0, 0])
        row[0] += 1
        if not lives:
            caught += 1
            row[1] += 1
        elif (name, text, op, to) in EQUIVALENT:
            same += 1
            row[2] += 1
        else:
            alive += 1
            print(f"survived: {name}:{at}: {op} as {to}: {text}")
    for name, (all_of, killed, equal) in sorted(table.items()):
        print(f"{name:24} {all_of:4} mutants {killed:4} caught {equal:3} equivalent")
    print(
        f"{len(mutants)} mutants of {len(set(m[0] for m in mutants))} comparisons, {same} of them equivalent"
    )
    print(f"{caught} passed, {alive} failed")
    return 1 if alive else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(main())
