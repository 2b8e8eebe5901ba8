#!/usr/bin/env python3
"""Makes the sample zones: python3 demo/make.py [--seed N] [--out FOLDER] [ZONE ...]

For each zone FOLDER/ZONE/data/ holds the departments' files and FOLDER/ZONE/MANIFEST.toml says what is published, what
is generated and what dirt was planted where. The same seed gives the same bytes. Needs Python 3.9, nothing else.
"""

import argparse
from pathlib import Path

from sample.feeds import DEPARTMENTS, Folder, manifest
from sample.zones import ZONES


def make(key, seed, out):
    zone = ZONES[key](seed)
    folder = Folder(out / key / "data", zone["rng"], zone)
    for department in DEPARTMENTS:
        department(folder, zone)
    (out / key / "MANIFEST.toml").write_text(manifest(zone, folder.planted), encoding="utf-8")
    return zone, folder.planted


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default="2024")
    parser.add_argument("--out", type=Path, default=Path("out/demo"))
    parser.add_argument("zones", nargs="*", metavar="ZONE", default=[], help=", ".join(ZONES))
    options = parser.parse_args()
    for key in options.zones or ZONES:
        if key not in ZONES:
            parser.error(f"no zone {key}; there are {', '.join(ZONES)}")
        zone, planted = make(key, options.seed, options.out)
        print(f"{options.out / key}: {len(zone['enterprises'])} enterprises, {len(planted)} planted items")


if __name__ == "__main__":
    main()
