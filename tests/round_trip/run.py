#!/usr/bin/env python3
"""What is exported and imported again changes nothing: every list of a demo zone that an officer may export and import, in
both formats, with names among its records that a spreadsheet would compute.

    tests/round_trip/run.py [--database sqlite|postgres]

Prints a line for each list and format that is not the same again, and a last line "N passed, M failed".
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "support"), str(ROOT / "scripts"), str(ROOT / "demo")]

from load import Loader  # noqa: E402
from server import Server  # noqa: E402
from uscc import uscc  # noqa: E402

ZONE = "qingyuan"
ODD = ["=1+1", "+86", "-甲", "@甲", "'甲", "''甲", '="甲"', "1E5", "0131", "甲 乙", "_x000B_", "a,b;c"]


def wait(client, path, states):
    for _ in range(600):
        found = client.get(path).must(200)
        if found["state"] in states:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{path} stays {found['state']}")


def exported(client, path, form):
    job = client.post(f"/api/{path}/export", {"format": form, "query": ""}).must(202)
    done = wait(client, f"/api/jobs/{job['job_id']}", {"done", "failed"})
    return client.get(f"/api/files/{done['result']['file_id']}")


def imported(client, path, zone, name, content):
    batch = client.request("POST", f"/api/{path}/imports?name={name}&zone={zone}", content).must(202)
    return wait(client, f"/api/imports/{batch['batch_id']}", {"ready", "rejected", "cancelled"})


def difference(client, entity, zone, form):
    path = entity["path"]
    there = client.get(f"/api/{path}?limit=1&count=true").must(200)["total"]
    again = imported(client, path, zone, f"again.{form}", exported(client, path, form).body)
    if again["rows_total"] == again["rows_same"] == there:
        return there, ""
    problems = [f"{p.get('column')}{p.get('row')} {p['detail']}" for p in again.get("problems", [])[:3]]
    counts = {k: v for k, v in again.items() if k.startswith("rows_")}
    return there, f"{there} records, {counts} {problems}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    passed = failed = records = 0
    with tempfile.TemporaryDirectory(prefix="yuanheng-zones-") as folder, Server(options.database) as server:
        made = [sys.executable, ROOT / "demo/make_registry.py", "--out", folder, ZONE]
        subprocess.run(made, check=True, capture_output=True)
        loader = Loader(server.base, pathlib.Path(folder))
        loader.first_start(server.token)
        loader.places()
        loader.officers()
        loader.imports()
        officer, zone = loader.hands[ZONE], loader.zones[ZONE]
        for i, name in enumerate(ODD):
            members = {"zone_id": zone, "uscc": uscc(70_000 + i), "name": name, "stage": "production"}
            officer.post("/api/enterprises", members).must(201)
        for entity in officer.get("/api/meta").must(200)["entities"]:
            if not {f"{entity['name']}.{verb}" for verb in ("export", "import")} <= set(entity["operations"]):
                continue
            for form in ("csv", "xlsx"):
                there, problem = difference(officer, entity, zone, form)
                records += there
                passed, failed = passed + (not problem), failed + bool(problem)
                if problem:
                    print(f"{entity['name']}.{form}: {problem}")
    print(f"{records} records went round")
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
