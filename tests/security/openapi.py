#!/usr/bin/env python3
"""Drives every operation from the OpenAPI document with schemathesis, as a signed-in officer and as an administrator.

    tests/security/openapi.py [--seconds 40] [--requests N] [--seed N]

Valid and invalid requests are made from the schemas; each answer must not be a 5xx, must have the content type and the
schema that the document promises, and invalid requests must be refused. --requests goes on until that many were sent (in
rounds with other seeds). Schemathesis is installed into build/schemathesis-venv.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from support import ROOT, Server, Tally, World, operations, password  # noqa: E402

OUT = ROOT / "build" / "out" / "openapi"
VENV = ROOT / "build" / "schemathesis-venv"
PACKAGE = "schemathesis==4.32.5"
# Left out: that everything valid is accepted (a request may be valid and not allowed, or about nothing that exists).
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
]
PEOPLE = {"officer": "officer", "administrator": "admin"}


def prepare():
    if not (VENV / "bin" / "schemathesis").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin" / "pip", "install", "-q", PACKAGE], check=True)


def keeper(world):
    """A second administrator of every zone, who lets the first in again after too many wrong passwords."""
    made = world.admin.post("/api/users", {"login": "keeper", "name": "值守管理员"}).must(201)["id"]
    world.admin.post(f"/api/users/{made}/appointments", {"role": "administrator"}).must(201)
    token = world.admin.post(f"/api/users/{made}/invite").must(200)["token"]
    secret = password()
    world.server.client().post("/api/activation", {"token": token, "password": secret}).must(204)
    return {"login": "keeper", "password": secret}


def known_ids(world):
    """Ids that exist, by the names that bodies give them and as <entity>.<name in the path>."""
    n = world.names
    known = {
        "zone_id": [n["zone"]],
        "park_id": [n["park"], n["second_park"]],
        "ent_id": [n["ent"], n["second_ent"]],
        "other_id": [n["second_ent"]],
        "into": [n["second_ent"]],
        "department_id": [n["registry_office"]],
        "user.id": [n["staff_user"], n["other_officer_user"]],
        "appointment.id": [n["staff_user"]],
    }
    officer = world.client("officer")
    officer.post(
        "/api/contacts", {"ent_id": n["ent"], "name": "张三", "phone": "13800001111", "email": "a@example.cn"}
    ).must(201)
    officer.post(
        "/api/milestones",
        {"ent_id": n["ent"], "happened_on": "2026-01-02", "kind": "visit", "summary": "走访"},
    ).must(201)
    officer.post("/api/relations", {"ent_id": n["ent"], "kind": "parent", "other_id": n["second_ent"]}).must(
        201
    )
    officer.post("/api/titles", {"ent_id": n["ent"], "kind": "other", "valid_from": "2026-01-02"}).must(201)
    officer.post(
        "/api/carriers",
        {
            "zone_id": n["zone"],
            "code": "Z1",
            "name": "一号厂房",
            "kind": "standard_plant",
            "state": "running",
        },
    ).must(201)
    officer.post(
        "/api/published-figures",
        {
            "zone_id": n["zone"],
            "code": "f1",
            "name": "企业数",
            "qualifier": "about",
            "value": "3",
            "unit": "家",
            "source": "年报",
        },
    ).must(201)
    officer.post("/api/views", {"entity": "enterprise", "name": "全部"}).must(201)
    officer.post("/api/enterprises/export", {"format": "csv"}).must(202)
    officer.request(
        "POST",
        f"/api/enterprises/imports?name=a.csv&zone={n['zone']}",
        "统一社会信用代码,企业名称\n".encode(),
    ).must(202)
    time.sleep(1)
    for path, kind in (
        ("contacts", "contact"),
        ("milestones", "milestone"),
        ("relations", "relation"),
        ("titles", "title"),
        ("carriers", "carrier"),
        ("published-figures", "published_figure"),
        ("classifications", "classification"),
        ("enterprises", "enterprise"),
        ("parks", "park"),
        ("zones", "zone"),
        ("departments", "department"),
        ("former-identities", "former_identity"),
        ("views", "view"),
        ("imports", "import"),
        ("jobs", "job"),
        ("notifications", "notification"),
    ):
        found = [item["id"] for item in officer.get(f"/api/{path}").must(200)["items"]]
        known[f"{kind}.id"] = found
    known["file.id"] = [
        job["result"]["file_id"]
        for job in officer.get("/api/jobs").must(200)["items"]
        if (job["result"] or {}).get("file_id")
    ]
    return {name: ids for name, ids in known.items() if ids}


def run(who, seconds, seed, folder):
    """One round against a server of its own. (schemathesis's process, answers by status, number of operations, log)."""
    folder.mkdir(parents=True, exist_ok=True)
    with Server() as server:
        world = World(server)
        login = PEOPLE[who]
        document = world.client("officer").get("/api/openapi.json").must(200)
        setup = {
            "base": server.base,
            "keeper": keeper(world),
            "actor": {"login": login, "password": world.passwords[login]},
            "user": world.client(login).get("/api/session").must(200)["user"]["id"],
            "known": known_ids(world),
            "counts": str(folder / f"{who}-counts.json"),
        }
        (folder / "openapi.json").write_text(json.dumps(document, ensure_ascii=False))
        (folder / "setup.json").write_text(json.dumps(setup, ensure_ascii=False))
        command = [
            VENV / "bin" / "schemathesis",
            "--config-file",
            pathlib.Path(__file__).with_name("schemathesis.toml"),
            "run",
            folder / "openapi.json",
            "--url",
            server.base,
            "--seed",
            str(seed),
            "--checks",
            ",".join(CHECKS),
            "--max-time",
            str(seconds),
            "--warnings",
            "off",
            "--no-color",
            "--continue-on-failure",
            "--report",
            "json",
            "--report-json-path",
            folder / f"{who}.json",
        ]
        environment = dict(
            os.environ,
            SCHEMATHESIS_HOOKS="openapi_hooks",
            PYTHONPATH=str(pathlib.Path(__file__).parent),
            YUANHENG_OPENAPI_SETUP=str(folder / "setup.json"),
        )
        done = subprocess.run(
            [str(word) for word in command], env=environment, cwd=folder, capture_output=True, text=True
        )
        (folder / f"{who}.log").write_text(done.stdout + done.stderr)
        return (
            done,
            json.loads(pathlib.Path(setup["counts"]).read_text()),
            len(operations(document)),
            server.log(),
        )


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=40, help="of each round")
    arguments.add_argument("--requests", type=int, default=0, help="go on until so many were sent")
    arguments.add_argument("--seed", type=int, default=random.randrange(1, 1_000_000))
    options = arguments.parse_args()
    prepare()
    tally, total, answers = Tally(), 0, collections.Counter()
    seed = options.seed
    while total == 0 or total < options.requests:
        with concurrent.futures.ThreadPoolExecutor(len(PEOPLE)) as rounds:
            for who, (done, counts, known, log) in zip(
                PEOPLE, rounds.map(lambda who: run(who, options.seconds, seed, OUT / who), PEOPLE)
            ):
                report = json.loads((OUT / who / f"{who}.json").read_text())
                classes = {status: counts.get(status, 0) for status in "12345"}
                total += sum(classes.values())
                answers.update(classes)
                for failure in report["failures"]:
                    tally.check(
                        False,
                        f"{failure['code']} {failure['title']}, {failure['count']} times with seed {seed}: {', '.join(failure['operations'][:8])}",
                    )
                for error in report["errors"]:
                    tally.check(False, f"schemathesis: {str(error)[:300]}")
                tally.check(
                    report["operations"]["tested"] == known,
                    f"{who}: {report['operations']['tested']} of {known} operations were driven",
                )
                tally.check(
                    done.returncode in (0, 1),
                    f"schemathesis ended with {done.returncode}: {done.stderr[-300:]}",
                )
                tally.check(
                    '"level":"error"' not in log,
                    f"{who}: "
                    + "; ".join([line for line in log.splitlines() if '"level":"error"' in line][:3]),
                )
                tally.check(classes["5"] == 0, f"{who}: {classes['5']} answers 5xx")
        seed += 1
        print(
            f"{total} requests so far: " + ", ".join(f"{answers[status]} {status}xx" for status in "2345"),
            flush=True,
        )
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
