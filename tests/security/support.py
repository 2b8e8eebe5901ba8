"""What the security tests share: counting, the operations as the server describes them, and what it does meanwhile."""

import pathlib
import re
import sqlite3
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from server import Server  # noqa: E402,F401
from uscc import uscc  # noqa: E402,F401
from world import World, password  # noqa: E402,F401

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


class Tally:
    """Counts cases, prints those that fail (the first `most` of them), and ends with the line that ./run test reads."""

    def __init__(self, most=60):
        self.passed = self.failed = 0
        self.most = most

    def check(self, fine, what):
        if fine:
            self.passed += 1
        else:
            self.failed += 1
            if self.failed <= self.most:
                print(f"FAILED {what}", flush=True)
        return fine

    def end(self):
        if self.failed > self.most:
            print(f"… and {self.failed - self.most} more")
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


class Operation:
    """One operation of the OpenAPI document."""

    def __init__(self, path, method, described):
        self.path, self.method = path, method.upper()
        self.id = described["operationId"]
        self.entity, self.verb = self.id.split(".", 1)
        self.parameters = described["parameters"]
        self.public = described.get("security") == []
        content = described.get("requestBody", {}).get("content", {})
        self.json = content.get("application/json", {}).get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        self.upload = "application/octet-stream" in content

    @property
    def unsafe(self):
        return self.method in UNSAFE

    def query(self):
        return {p["name"]: p for p in self.parameters if p["in"] == "query"}

    def names(self):
        """Of the values in its path."""
        return re.findall(r"{(\w+)}", self.path)


def operations(document):
    return [
        Operation(path, method, described)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
    ]


def rss(server):
    """Megabytes of memory that the server holds now, and the most it ever held."""
    text = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", text).group(1)) / 1024 for name in ("VmRSS", "VmHWM"))


def stored(server):
    """Everything that the SQLite database holds, by table: rows as texts. Of sessions only which there are; without the audit
    chain, which notes refusals too."""
    with sqlite3.connect(f"file:{server.folder}/data/yuanheng.db?mode=ro", uri=True) as db:
        tables = [
            name
            for (name,) in db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        columns = {"session": "id"}
        return {
            name: sorted(map(repr, db.execute(f'SELECT {columns.get(name, "*")} FROM "{name}"')))
            for name in tables
            if name not in ("audit", "audit_head", "attempt")
        }


def differences(before, after):
    """The tables that differ, with a row that does."""
    return [
        f"{name}: {(set(before[name]) ^ set(after[name]) or {'order'}).pop()[:200]}"
        for name in before
        if before[name] != after[name]
    ]
