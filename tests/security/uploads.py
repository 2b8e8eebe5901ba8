#!/usr/bin/env python3
"""Uploads every hostile spreadsheet of tests/hostile as a list of enterprises, with hostile names and sizes beside.

    tests/security/uploads.py

Each must end: refused at once, or checked to a batch that tells what is wrong, within 4 s of processor time and 256 MB of
memory beyond what the server had before the first; nothing is imported, and others are served meanwhile.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

from support import ROOT, Server, Tally, World, rss

MOST_CPU, MOST_MEMORY = 4.0, 256
NAMES = [
    "../../etc/passwd.xlsx",
    "..\\..\\x.xlsx",
    "a\u0000b.xlsx",
    "con.xlsx",
    "a\r\nSet-Cookie: x=1.xlsx",
    "<script>alert(1)</script>.csv",
    "=cmd|' /C calc'!A0.csv",
    "\u202egpj.xslx.csv",
    "x" * 300 + ".csv",
    ".csv",
    "名单.csv.exe",
    'a";filename=b.csv',
]


# What is no attachment, whatever it is called: content, then the endings that it is tried under.
NO_ATTACHMENTS = {
    "a page": (b"<!DOCTYPE html><script>alert(1)</script>", ["html", "pdf", "png"]),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        ["svg", "jpg"],
    ),
    "a program": (b"MZ\x90\x00", ["exe", "pdf", "docx"]),
    "a script": (b"#!/bin/sh\n", ["sh", "pdf"]),
    "a page behind a mark": (b"\xef\xbb\xbf \n<html>", ["pdf"]),
    "a PDF behind a page": (b"<script></script>%PDF-1.7", ["pdf"]),
    "a broken archive": (b"PK\x03\x04" + b"\xff" * 500, ["zip", "xlsx", "docx"]),
    "an old workbook": (b"\xd0\xcf\x11\xe0", ["xls", "xlsx"]),
    "nothing": (b"", ["pdf"]),
}


def attachments(world, tally):
    """Every one of them is refused, and what is taken is sent so that no browser makes more of it than a file."""
    officer, ent = world.client("officer"), world.names["ent"]
    path = f"/api/enterprises/{ent}/attachments"
    for what, (content, endings) in NO_ATTACHMENTS.items():
        for ending in endings:
            answer = officer.request("POST", f"{path}?kind=other&name=a.{ending}", content)
            tally.check(answer.status == 422, f"{what} as .{ending}: {answer.status} {answer.text[:200]}")
    for name in NAMES:
        encoded = "".join(f"%{byte:02X}" for byte in (name + ".pdf").encode())
        answer = officer.request(
            "POST", f"{path}?kind=other&name={encoded}", b"%PDF-1.7\n<script>alert(1)</script>"
        )
        if answer.status >= 400:
            tally.check(answer.status < 500, f"attachment {name!r}: {answer.status} {answer.text[:200]}")
            continue
        sent = officer.get(f"/api/files/{answer.json()['file_id']}")
        tally.check(
            sent.status == 200
            and "sandbox" in sent.headers["content-security-policy"]
            and sent.headers["x-content-type-options"] == "nosniff"
            and sent.headers["content-disposition"].startswith("attachment")
            and sent.headers["content-type"] == "application/pdf",
            f"attachment {name!r}: {sent.headers}",
        )


def cpu(server):
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def forget_peak(server):
    pathlib.Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")


def settled(officer, batch, wait=60):
    for _ in range(wait * 50):
        state = officer.get(f"/api/imports/{batch}").must(200)
        if state["state"] != "checking":
            return state
        time.sleep(0.02)
    return None


def main():
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        folder = pathlib.Path(folder)
        subprocess.run([sys.executable, ROOT / "tests" / "hostile" / "generate.py", folder], check=True)
        world = World(server)
        officer, reader = world.client("officer"), world.client("leader")
        zone = world.names["zone"]
        count = reader.get("/api/enterprises?count=true&limit=1").must(200)["total"]

        def upload(what, name, content, expectation):
            forget_peak(server)
            before, busy = rss(server)[0], cpu(server)
            answer = officer.request("POST", f"/api/enterprises/imports?name={name}&zone={zone}", content)
            if answer.status >= 500 or answer.status < 400 and answer.status != 202:
                return tally.check(False, f"{what}: {answer.status} {answer.text[:200]}")
            state = settled(officer, answer.json()["batch_id"]) if answer.status == 202 else None
            spent, peak = cpu(server) - busy, rss(server)[1] - before
            if answer.status == 202 and not tally.check(state is not None, f"{what}: not checked after 60 s"):
                return False
            tally.check(spent <= MOST_CPU, f"{what}: {spent:.1f} s of processor time")
            tally.check(peak <= MOST_MEMORY, f"{what}: {peak:.0f} MB of memory")
            refused = (
                answer.status >= 400
                or state["state"] == "failed"
                or state["rows_bad"] > 0
                or state["rows_total"] == 0
            )
            tally.check(refused or expectation != "error", f"{what}: read without a word: {state}")
            return tally.check(
                reader.get("/api/enterprises?limit=20").status == 200, f"{what}: others are not served"
            )

        files = [line.rsplit(" ", 1) for line in (folder / "manifest.txt").read_text().splitlines()]
        slowest = time.monotonic()
        for name, expectation in files:
            with open(folder / name, "rb") as file:
                upload(name, name, file.read(66 << 20), expectation)  # more is refused unread
        for name in NAMES:
            upload(repr(name), "".join(f"%{byte:02X}" for byte in name.encode()), b"a,b\n1,2\n", "error")
        upload("nothing", "a.csv", b"", "error")
        attachments(world, tally)
        tally.check(
            reader.get("/api/enterprises?count=true&limit=1").must(200)["total"] == count,
            "enterprises were made",
        )
        tally.check(server.stop() == 0, "the server did not end well")
        server.command("check")
        print(
            f"{len(files)} hostile files and {len(NAMES) + 1} uploads with hostile names, {time.monotonic() - slowest:.0f} s"
        )
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
