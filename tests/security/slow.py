#!/usr/bin/env python3
"""Slow clients: slowhttptest holds connections open with slow heads, slow bodies, range headers and slow reading, while a
signed-in officer goes on working.

    tests/security/slow.py [--seconds 10] [--connections 1000]

At least 99 of 100 of the officer's requests, 50 a second, must succeed, each within a second.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

from support import Server, Tally, World, rss

ATTACKS = {
    "slow heads": ["-H", "-i", "5"],
    "slow bodies": ["-B", "-i", "5", "-s", "8192", "-t", "POST"],
    "many ranges": ["-R", "-a", "1", "-b", "3000"],
    "slow reading": ["-X", "-w", "1", "-y", "1", "-n", "5", "-z", "1", "-k", "3"],
}


def work(officer, until):
    """(requests, those that failed or took more than a second, the slowest in seconds)."""
    asked = bad = 0
    slowest = 0.0
    next_at = time.monotonic()
    while time.monotonic() < until:
        begin = time.monotonic()
        try:
            fine = officer.get("/api/enterprises?limit=20").status == 200
        except OSError:
            fine = False
        took = time.monotonic() - begin
        asked, bad, slowest = asked + 1, bad + (not fine or took > 1), max(slowest, took)
        next_at += 0.02
        time.sleep(max(0, next_at - time.monotonic()))
    return asked, bad, slowest


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--connections", type=int, default=1000)
    options = arguments.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        officer = World(server).client("officer")
        (pathlib.Path(server.web) / "index.html").write_text("<!doctype html>" + "<p>园衡</p>" * 20000)
        for name, flags in ATTACKS.items():
            target = f"{server.base}/api/session" if name == "slow bodies" else f"{server.base}/"
            attack = subprocess.Popen(
                [
                    "slowhttptest",
                    *flags,
                    "-c",
                    str(options.connections),
                    "-r",
                    "500",
                    "-l",
                    str(options.seconds),
                    "-p",
                    "3",
                    "-u",
                    target,
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
            )
            time.sleep(1)
            asked, bad, slowest = work(officer, time.monotonic() + options.seconds)
            attack.kill()
            attack.communicate()
            print(
                f"{name}: {asked} requests of others, {bad} failed or late, slowest {slowest * 1000:.0f} ms, {rss(server)[1]:.0f} MB"
            )
            tally.check(
                asked >= options.seconds * 25 and bad * 100 <= asked,
                f"{name}: {bad} of {asked} failed or late",
            )
        tally.check(server.process.poll() is None, "the server ended")
        tally.check(server.stop() == 0, "the server did not end well")
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
