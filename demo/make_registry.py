#!/usr/bin/env python3
"""Makes the demo zones of the register: python3 demo/make_registry.py [--seed N] [--today DAY] [--out FOLDER] [ZONE ...]

FOLDER/manifest.toml says which file is imported into which zone and entity, in which order, and who the users are;
FOLDER/ZONE/ holds the files, FOLDER/ZONE/MANIFEST.toml says what is published, what generated and what was planted.
With --rows N one file of N enterprises for load tests is made instead: FOLDER/load/企业名录-N.xlsx. The same seed and day
give the same bytes. Needs Python 3.9, nothing else.
"""

import argparse
from datetime import date
from pathlib import Path

from registry import load, manifest, problems
from registry.files import Folder
from registry.zones import ZONES


def make(key, seed, today, out):
    zone = ZONES[key](seed, today)
    gaps = problems.gaps(zone)
    folder = Folder(out / key, zone)
    folder.write_all(problems.sheet_with_disguises(zone))
    folder.write("enterprise", "待更正-企业名录.xlsx", problems.damaged(zone), expect="reject")
    (out / key / "MANIFEST.toml").write_text(manifest.planted(zone, gaps), encoding="utf-8")
    return zone, folder.imports


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default="2024")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), help="the day that titles expire after"
    )
    parser.add_argument("--out", type=Path, default=Path("out/demo-registry"))
    parser.add_argument("--rows", type=int, help="one file of so many enterprises instead")
    parser.add_argument("zones", nargs="*", metavar="ZONE", default=[], help=", ".join(ZONES))
    options = parser.parse_args()
    if options.rows:
        print(load.make(options.rows, options.seed, options.today, options.out))
        return
    made, imports = [], []
    for key in options.zones or ZONES:
        if key not in ZONES:
            parser.error(f"no zone {key}; there are {', '.join(ZONES)}")
        zone, files = make(key, options.seed, options.today, options.out)
        made.append(zone)
        imports += files
        print(f"{options.out / key}: {len(zone.companies)} enterprises, {len(zone.planted)} planted problems")
    (options.out / "manifest.toml").write_text(
        manifest.loader(made, imports, options.seed, options.today), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
