#!/usr/bin/env python3
"""Writes hostile spreadsheet files, and manifest.txt with what reading each must end in.

    generate.py FOLDER [--huge]

A line of the manifest is a file name and `error` (refused with a message), `grid` (read, odd as it is) or `either`
(both are right; what counts is that it ends soon, in little memory). The files are the same at every run.
--huge adds single lines of 1 GB.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import csv_files  # noqa: E402
import package_files  # noqa: E402
import sheet_files  # noqa: E402
import zip_files  # noqa: E402


def main(arguments):
    folders = [a for a in arguments if not a.startswith("--")]
    if len(folders) != 1:
        sys.exit(__doc__)
    folder = Path(folders[0])
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {}

    def add(name, data, expectation):
        """Writes one file; `data` is bytes, or a function that writes to the open file."""
        assert name not in manifest and expectation in ("error", "grid", "either"), name
        manifest[name] = expectation
        with open(folder / name, "wb") as out:
            if callable(data):
                data(out)
            else:
                out.write(data)

    for kind in (zip_files, package_files, sheet_files, csv_files):
        kind.write(add)
    if "--huge" in arguments:
        csv_files.write_huge(add)
    lines = [f"{name} {expectation}\n" for name, expectation in manifest.items()]
    (folder / "manifest.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
