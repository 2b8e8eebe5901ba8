"""Holds the program's words to docs/glossary.md.

A field that refers to a thing (`x-target` in the OpenAPI document) carries the thing's word in both languages, or a word
of its own that names the relation; what the glossary's column "never" lists stands in no label, message or catalogue.

    tests/words.py PROGRAM
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THINGS = ("zone", "park", "carrier", "department", "enterprise")


def glossary():
    """(word, English, identifier, words that must not be used) of the first table."""
    out = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("## "):
            break
        if line.startswith("|") and len(cells) == 4 and cells[2].startswith("`"):
            out.append((cells[0], cells[1], cells[2].strip("`"), [w for w in cells[3].split("、") if w]))
    return out


def sayings():
    """(say, not) of the table of phrases."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split("## How things are said")[1]
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in text.split("\n## ")[0].splitlines()]
    return [
        bad for row in rows if len(row) == 3 and row[0] not in ("what", "---") for bad in row[2].split("、")
    ]


def fields(node, where=""):
    if isinstance(node, dict):
        if "x-target" in node:
            yield where, node["x-target"], node.get("title", ""), node.get("x-label-en", "")
        for key, value in node.items():
            yield from fields(value, f"{where}/{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from fields(value, f"{where}/{i}")


def texts():
    """Every text that a user can read, with its place."""
    for pattern in ("src/**/codes.def", "src/**/*.cpp", "web/src/**/*.ts", "web/src/**/*.vue"):
        for file in sorted(ROOT.glob(pattern)):
            if (
                file.name.endswith(("_test.cpp", ".test.ts"))
                or "/scoring/" in str(file)
                or "/scheme/" in str(file)
            ):
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if re.search("[\u4e00-\u9fff]", line) and not line.lstrip().startswith(("//", "*", "/*")):
                    yield f"{file.relative_to(ROOT)}:{number}", line


def main(program):
    document = json.loads(
        subprocess.run([program, "openapi"], cwd=ROOT, capture_output=True, check=True).stdout
    )
    words = glossary()
    by_thing = {identifier: (zh, en) for zh, en, identifier, _ in words}
    faults, asked = [], 0
    for where, target, zh, en in fields(document):
        if target not in THINGS:
            continue
        asked += 1
        word = by_thing[target][0]
        if word not in zh:
            faults.append(f"{where}: refers to a {target} and is called {zh}; say {word}")
        if target == "zone" and "园区" in zh:
            faults.append(f"{where}: {zh} is a zone, 高新区")
    never = [bad for *_, bads in words for bad in bads]
    phrases = [bad for bad in sayings() if bad != "等于"]
    for place, line in texts():
        asked += 1
        for bad in (*never, *phrases):
            if bad in line:
                faults.append(f"{place}: {bad} is not in the glossary: {line.strip()[:90]}")
    print("\n".join(faults))
    print(f"{asked} labels and texts, {len(faults)} faults")
    sys.exit(bool(faults))


main(sys.argv[1])
