#!/usr/bin/env python3
"""Backs up a server while people write, restores the backup elsewhere, and compares: on SQLite, and on PostgreSQL where
YUANHENG_PG_URL says one is. A backup that was changed is refused. Last line: "N passed, M failed"."""

import os
import pathlib
import shutil
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from server import Server  # noqa: E402
from uscc import uscc  # noqa: E402
from world import World  # noqa: E402


def write_on(world, stop):
    client = world.client("officer")
    n = 0
    while not stop.is_set():
        n += 1
        client.post(
            "/api/enterprises",
            {
                "zone_id": world.names["zone"],
                "uscc": uscc(50_000 + n),
                "name": f"备份中企业{n}",
                "stage": "signed",
            },
        ).must(201)


def everything(world):
    client = world.client("leader")
    items, after = [], ""
    while True:
        page = client.get(f"/api/enterprises?limit=200&sort=name{after}").must(200)
        items += page["items"]
        if not page["next"]:
            return {item["id"]: item for item in items}
        after = f"&after={page['next']}"


ARCHIVE = "audit-archive/audit-000000000001-000000000002.jsonl"


def run(database):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="yuanheng-backup-"))
    with Server(database) as server:
        world = World(server)
        archive = server.folder / "data" / ARCHIVE
        archive.parent.mkdir()
        archive.write_text("[1]\n[2]\n")
        archive.with_suffix(".jsonl.new").write_text("a draft")
        before = everything(world)
        stop = threading.Event()
        writer = threading.Thread(target=write_on, args=(world, stop))
        writer.start()
        try:
            server.command("backup", str(folder / "b"))
        finally:
            stop.set()
            writer.join()
        after = everything(world)
        server.command("check", str(folder / "b"))
        with_key = folder / "b" / "manifest.json"
        if (folder / "b").stat().st_mode & 0o077:
            raise AssertionError("others can read the backup")
        if ARCHIVE not in with_key.read_text():
            raise AssertionError("the manifest does not name the archive of the audit chain")
        if (folder / "b" / f"{ARCHIVE}.new").exists():
            raise AssertionError("a draft is in the backup")
        passwords = world.passwords

    other = Server(database)
    try:
        other.start()  # writes the configuration
        other.stop()
        shutil.rmtree(other.folder / "data")
        if other.name:
            other._psql(f'DROP DATABASE "{other.name}" WITH (FORCE)')
            other._psql(
                f"CREATE DATABASE \"{other.name}\" ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
            )
        there = other.folder / "data" / ARCHIVE
        there.parent.mkdir(parents=True)
        other.command("restore", str(folder / "b"), code=4)
        there.parent.rmdir()
        other.command("restore", str(folder / "b"))
        if there.read_text() != "[1]\n[2]\n":
            raise AssertionError("the archive of the audit chain was not restored")
        other.start()
        restored = World.__new__(World)
        restored.server, restored.names, restored.passwords, restored.clients, restored.cookies = (
            other,
            {},
            passwords,
            threading.local(),
            {},
        )
        there = everything(restored)
        for ent, item in before.items():
            if there.get(ent) != item:
                raise AssertionError(
                    f"enterprise {ent} was there before the backup, and is {there.get(ent)} after the restore"
                )
        for ent, item in there.items():
            if after.get(ent) != item:
                raise AssertionError(f"enterprise {ent} came from nowhere")
        other.stop()
        other.command("check")
        part = next(
            p for p in sorted((folder / "b").rglob("*")) if p.is_file() and p != with_key and p.stat().st_size
        )
        bytes_ = bytearray(part.read_bytes())
        bytes_[len(bytes_) // 2] ^= 1
        part.write_bytes(bytes_)
        other.command("check", str(folder / "b"), code=3)
        print(f"{database}: {len(before)} records before, {len(there)} in the backup, {len(after)} after it")
    finally:
        other.remove()
        shutil.rmtree(folder)


def main():
    passed = failed = 0
    for database in ["sqlite"] + (["postgres"] if os.environ.get("YUANHENG_PG_URL") else []):
        try:
            run(database)
            passed += 1
        except AssertionError as problem:
            failed += 1
            print(f"{database}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
