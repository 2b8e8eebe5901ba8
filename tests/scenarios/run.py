#!/usr/bin/env python3
"""Runs the scenario files on SQLite, on PostgreSQL and on PostgreSQL with its fact tables split by enterprise.

    tests/scenarios/run.py [--database sqlite|postgres|partitioned ...] [FILE ...]

PostgreSQL is where YUANHENG_PG_URL says; without it only SQLite is run, and said so. Prints a line a file that fails and a
last line "N passed, M failed".
"""

import argparse
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE)]

import scenario  # noqa: E402
from server import Server  # noqa: E402
from world import World  # noqa: E402


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", action="append", choices=["sqlite", "postgres", "partitioned"])
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    files = options.files or sorted(HERE.glob("*.test"))
    databases = options.database or ["sqlite"] + (
        ["postgres", "partitioned"] if os.environ.get("YUANHENG_PG_URL") else []
    )
    if len(databases) == 1 and not options.database:
        print("YUANHENG_PG_URL is not set: SQLite only")
    passed = failed = 0
    for database in databases:
        for file in files:
            with Server(database) as server:
                try:
                    scenario.run(file, World(server))
                    passed += 1
                except (AssertionError, SyntaxError) as problem:
                    failed += 1
                    print(f"{database}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
