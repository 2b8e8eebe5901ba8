#!/usr/bin/env python3
"""Changes every comparison of grading, one at a time, and shows that a test fails: ./run test mutants.

    mutants.py [FILE[:LINE] ...]    only these sources or lines

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

# Mutants that no test can tell from the program, with the reason: source, change, which of the line's comparisons with
# that sign, beginning of the line.
EQUIVALENT = {
    (
        "grading.cpp",
        "> >=",
        1,
        "bool reached = gap > 0",
    ): "a gap of 0 is within any bound and decided exactly",
    ("grading.cpp", "<= <", 1, "return count <= 0"): "0 places are 0 places",
    ("grading.cpp", "> >=", 1, "return from_bottom ?"): "a grade stands once in a quota",
    ("grading.cpp", "< <=", 1, "return from_bottom ?"): "a grade stands once in a quota",
    (
        "ranking.cpp",
        "< >=",
        1,
        "for (std::size_t piece = first",
    ): "without a spread the doubles are sorted: slower only",
    (
        "ranking.cpp",
        "> <=",
        1,
        "const double wanted = span > 0",
    ): "without a scale the doubles are sorted: slower only",
    (
        "ranking.cpp",
        "> >=",
        1,
        "const double wanted = span > 0",
    ): "x / 0 is not finite, and the scale 0 either way",
    ("ranking.cpp", "< <=", 1, "return {std::move(a), all.bound"): "at exactly an eighth both ways are right",
    (
        "ranking.cpp",
        "< <=",
        1,
        "for (std::size_t i = 1; i < n; ++i)",
    ): "the cut behind the last row is never read",
    ("ranking.cpp", "> >=", 1, "return keys[x].value != keys[y]"): "equal values take the other branch",
    ("ranking.cpp", "< >=", 1, "return keys[x].value != keys[y]"): "equal values are always decided exactly",
    ("ranking.cpp", "< <=", 1, "return keys[x].value != keys[y]"): "rows differ",
    (
        "ranking.cpp",
        "< <=",
        1,
        "for (std::size_t i = 0; i < rows.size();)",
    ): "behind the end there is a stretch of one",
    ("ranking.cpp", "< <=", 1, "while (j < rows.size() && !cut[j])"): "behind the last row there is a cut",
    ("ranking.cpp", "< <=", 1, "return order != 0"): "where the order is not equal",
    ("ranking.cpp", "< <=", 2, "return order != 0"): "rows differ",
    (
        "ranking.cpp",
        "< <=",
        1,
        "for (std::size_t i = 0; i < n && sorted.coarse",
    ): "behind the end there is a stretch of one",
    (
        "ranking.cpp",
        "< <=",
        2,
        "while (j < n && sorted.rows[j].key",
    ): "a longer stretch is sorted by its doubles: slower only",
    ("ranking.cpp", "> >=", 1, "if (j - i > 1) find_clusters"): "there is no cluster in a single row",
    (
        "robustness_grading.cpp",
        "<= <",
        1,
        "if (std::fabs(value * 2 - halves)",
    ): "at exactly the width of the noise",
    (
        "robustness_grading.cpp",
        "< <=",
        1,
        "for (std::size_t g = 0; g < grading_->grades",
    ): "a grade that there is not is never asked for",
    (
        "robustness_grading.cpp",
        "< >=",
        1,
        "for (std::size_t pass = 0; pass < kPasses",
    ): "neighbours change places all the way: slower only",
    ("robustness_grading.cpp", "< <=", 1, "if (pool.place[a] != pool.place[b])"): "where the places differ",
    ("robustness_grading.cpp", "< <=", 1, "return best_first ? work.position"): "positions differ",
    ("robustness_grading.cpp", "> >=", 1, ": work.position[a] > work.position"): "positions differ",
}


def equivalent(name, nth, op, to, text):
    """Whether the mutant is one of EQUIVALENT."""
    return any(
        (name, f"{op} {to}", nth) == (source, change, which) and text.startswith(begins)
        for source, change, which, begins in EQUIVALENT
    )


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
            seen = {}

            def site(match, name=name, number=number, line=line, seen=seen):
                op = match.group(1)
                seen[op] = seen.get(op, 0) + 1
                sites.append((name, number + 1, op, seen[op], line.strip()))
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


def main(only):
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
        name, at, op, nth, text = line.split("\t")
        if only and name not in only and f"{name}:{at}" not in only:
            continue
        for becomes, change in ((1, NEGATED), (2, BOUNDARY)):
            if op in change:
                mutants.append((number, becomes, name, int(at), op, change[op], int(nth), text))
    with ThreadPoolExecutor(int(os.environ.get("YUANHENG_JOBS", str(os.cpu_count())))) as pool:
        survived = list(pool.map(lambda m: run(m[0], m[1]), mutants))
    table, caught, alive, same = {}, 0, 0, 0
    for (_, _, name, at, op, to, nth, text), lives in zip(mutants, survived):
        row = table.setdefault(name, [0, 0, 0])
        row[0] += 1
        if not lives:
            caught += 1
            row[1] += 1
        elif equivalent(name, nth, op, to, text):
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
        sys.exit(main(sys.argv[1:]))
