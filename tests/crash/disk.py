#!/usr/bin/env python3
"""Lets the disk fail to sync under a serving program (SQLite): a write is refused with an error of its own, the server is not
ready any more and ends in good order with code 6; started again it has everything that it had acknowledged, and serves.
A file in data/files that is not the program's ends nothing. Last line: "N passed, M failed"."""

import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from server import Server  # noqa: E402
from world import World  # noqa: E402


def ready(server):
    """The status of /readyz; None where nobody listens any more."""
    try:
        return urllib.request.urlopen(f"{server.admin}/readyz", timeout=5).status
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return None


def expect(what, found, *wanted):
    if found not in wanted:
        raise AssertionError(f"{what}: {found!r}, not {' or '.join(map(repr, wanted))}")


def park(world, code):
    members = {"zone_id": world.names["zone"], "code": code, "name": f"园{code}"}
    return world.client("officer").post("/api/parks", members)


def failing_sync(folder):
    library, sign = folder / "disk.so", folder / "disk-fails"
    subprocess.run(["c++", "-O1", "-shared", "-fPIC", "-o", library, HERE / "disk.cpp"], check=True)
    with Server(preload=library, environment={"YUANHENG_DISK_FAILS": str(sign)}) as server:
        world = World(server)
        kept = [park(world, f"K{i}").must(201)["id"] for i in range(5)]
        sign.touch()
        refused = park(world, "L")
        expect(
            "a write that did not reach the disk",
            (refused.status, refused.json()["code"]),
            (503, "storage_failed"),
        )
        expect("readyz", ready(server), 503, None)
        expect("the end", server.process.wait(30), 6)
        for event in ("storage_failed", "stopping", "stopped"):
            expect(f"{event} in the log", f'"event":"{event}"' in server.log(), True)
        sign.unlink()
        server.start()
        world.clients.__dict__.clear()
        for record in kept:
            world.client("officer").get(f"/api/parks/{record}").must(200)
        park(world, "M").must(201)


def stray_file(folder):
    """What lies among the files is told when the sweep runs, and it runs as soon as the server starts."""
    server = Server()
    files = server.folder / "data/files"
    files.mkdir(mode=0o700, parents=True)
    (files / "ab").touch()
    with server:
        for _ in range(100):
            if "stray_file" in server.log():
                break
            time.sleep(0.2)
        expect("stray_file in the log", "stray_file" in server.log(), True)
        expect("readyz", ready(server), 200)
        expect("the end", server.stop(), 0)


def main():
    passed = failed = 0
    for test in (failing_sync, stray_file):
        with tempfile.TemporaryDirectory(prefix="yuanheng-disk-") as folder:
            try:
                test(pathlib.Path(folder))
                passed += 1
            except AssertionError as problem:
                failed += 1
                print(f"{test.__name__}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
