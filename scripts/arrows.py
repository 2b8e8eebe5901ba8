"""Holds every #include of src/ to the arrows of the house: a folder includes itself and what it USES, directly or through
others, and no two folders use each other. Takes the file that CMake writes: a line a folder, "name path uses…"."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src"
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)


def main(arrows):
    path_of, uses = {}, {}
    for line in Path(arrows).read_text().splitlines():
        name, path, *used = line.split()
        path_of[name], uses[name] = path, used
    folder_of = {path: name for name, path in path_of.items()}

    def reach(name, on_the_way=()):
        if name in on_the_way:
            sys.exit(f"a circle: {' -> '.join([*on_the_way, name])}")
        return {name}.union(*(reach(used, (*on_the_way, name)) for used in uses[name]))

    reachable = {name: reach(name) for name in uses}
    faults, looked_at = [], 0
    for file in sorted(ROOT.rglob("*.[ch]pp")):
        here = file.parent.relative_to(ROOT).as_posix()
        # Tests may ask for more: their programs link it.
        if (
            here not in folder_of
            or file.stem.endswith("_test")
            or file.stem.endswith("samples")
            or file.stem.startswith("test_")
        ):
            continue
        looked_at += 1
        for included in INCLUDE.findall(file.read_text(encoding="utf-8")):
            there = Path(included).parent.as_posix()
            # The table of errors beside a folder is of the parts of that folder too.
            if included == f"{there}/codes.hpp" and here.startswith(there + "/"):
                continue
            if (ROOT / included).exists() and folder_of.get(there) not in reachable[folder_of[here]]:
                faults.append(
                    f"src/{here}/{file.name} includes {included}, but {folder_of[here]} does not use {there}"
                )
    print("\n".join(faults))
    print(f"{looked_at} files of {len(uses)} folders: {len(faults)} arrows that are not allowed")
    sys.exit(bool(faults))


main(sys.argv[1])
