#!/usr/bin/env python3
"""Kills the server in the middle of mixed writes, again and again, and looks for what was lost.

    tests/crash/kill.py [--database sqlite|postgres|partitioned] [--kills 50] [--seed N] [--longest 1.2]

Eight clients create parks (with idempotency keys), change enterprises, and import tables, while the server is killed with
SIGKILL at random moments. What the server has acknowledged is written down outside of it. After every kill:

- every acknowledged record is there as acknowledged; a request whose answer never came is sent again with its key and then
  has happened once;
- no import is half there, and background jobs go on;
- the audit chain is whole, and the server is ready again within 2 s.

At the end `yuanheng check` finds nothing. Prints the seed, so that a failure can be run again.
"""

import argparse
import collections
import http.client
import pathlib
import random
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from server import Server  # noqa: E402
from uscc import uscc  # noqa: E402
from world import World  # noqa: E402

GONE = (http.client.HTTPException, ConnectionError, OSError, TimeoutError)
ROWS = 20  # of an import


class Ledger:
    """What was acknowledged, and what is not known."""

    def __init__(self):
        self.lock = threading.Lock()
        self.parks = {}  # code → id
        self.open_parks = {}  # key → body: sent, never answered
        self.enterprises = {}  # id → (version, name) acknowledged last
        self.tried = collections.defaultdict(set)  # id → names that were sent after that
        self.imports = {}  # batch → codes
        self.complete = set()  # batches whose rows were all found
        self.counts = collections.Counter()


class Clients:
    def __init__(self, world, ledger, seed):
        self.world, self.ledger, self.seed = world, ledger, seed
        self.stop = threading.Event()
        self.number = 0
        self.lock = threading.Lock()
        self.problems = []

    def next(self):
        with self.lock:
            self.number += 1
            return self.number

    def run(self, worker):
        rng = random.Random(f"{self.seed}/{worker}/{self.number}")
        try:
            client = self.world.client("officer")
        except GONE:
            return
        work = [self.make_park, self.change_enterprise] if worker else [self.import_table]
        while not self.stop.is_set():
            try:
                rng.choice(work)(client, worker, rng)
            except GONE:
                client.close()
                time.sleep(0.002)
            except AssertionError as problem:
                self.problems.append(str(problem))
                return

    def make_park(self, client, _worker, _rng):
        n = self.next()
        key, body = (
            f"park-{self.seed}-{n}",
            {"zone_id": self.world.names["zone"], "code": f"K{n}", "name": f"园区{n}"},
        )
        with self.ledger.lock:
            self.ledger.open_parks[key] = body
        answer = client.post("/api/parks", body, {"Idempotency-Key": key})
        if answer.status == 503:
            return
        made = answer.must(201)
        with self.ledger.lock:
            self.ledger.parks[body["code"]] = made["id"]
            del self.ledger.open_parks[key]
            self.ledger.counts["parks"] += 1

    def change_enterprise(self, client, worker, _rng):
        """Each worker has an enterprise of its own, so that it knows what must stand there."""
        mine = self.world.names[f"crash_ent_{worker}"]
        found = client.get(f"/api/enterprises/{mine}")
        if found.status == 503:
            return
        version = found.must(200)["version"]
        name = f"企业{worker}第{self.next()}稿"
        with self.ledger.lock:
            self.ledger.tried[mine].add(name)
        answer = client.request(
            "PATCH", f"/api/enterprises/{mine}", {"name": name}, {"If-Match": f'"{version}"'}
        )
        if answer.status == 503:
            return
        done = answer.must(200)
        with self.ledger.lock:
            self.ledger.enterprises[mine] = (done["version"], name)
            self.ledger.tried[mine] = set()
            self.ledger.counts["changes"] += 1

    def import_table(self, client, _worker, _rng):
        base = 100_000 + self.next() * ROWS
        codes = [uscc(base + i) for i in range(ROWS)]
        text = "统一社会信用代码,企业名称,阶段\n" + "".join(
            f"{c},导入企业{base + i},投产\n" for i, c in enumerate(codes)
        )
        zone = self.world.names["zone"]
        begun = client.request(
            "POST", f"/api/enterprises/imports?name=t{base}.csv&zone={zone}", text.encode()
        )
        if begun.status == 503:
            return
        batch = begun.must(202)["batch_id"]
        checked = self.wait(client, batch, {"ready", "rejected"})
        if checked["state"] != "ready":
            raise AssertionError(f"the import was rejected: {client.get(f'/api/imports/{batch}').text[:600]}")
        with self.ledger.lock:
            self.ledger.imports[batch] = codes
        client.post(f"/api/imports/{batch}/confirm", headers={"If-Match": f'"{checked["version"]}"'}).must(
            202
        )
        self.wait(client, batch, {"published"})
        with self.ledger.lock:
            self.ledger.counts["imports"] += 1

    def wait(self, client, batch, states):
        end = time.monotonic() + 60
        while time.monotonic() < end and not self.stop.is_set():
            found = client.get(f"/api/imports/{batch}").must(200)
            if found["state"] in states:
                return found
            time.sleep(0.02)
        raise ConnectionError("stopped")


def check(world, ledger, everything=False):
    """Everything acknowledged is there. Called when the server runs again and no client does. Of the imports that an earlier
    check has found complete, some are looked at again, or `everything`."""
    client = world.client("officer")
    for key, body in list(ledger.open_parks.items()):
        made = client.post("/api/parks", body, {"Idempotency-Key": key}).must(201)
        ledger.parks[body["code"]] = made["id"]
        del ledger.open_parks[key]
    there = client.get("/api/parks?limit=1&count=1").must(200)["total"] - 2  # the world's own
    if there != len(ledger.parks):
        raise AssertionError(f"{len(ledger.parks)} parks were acknowledged, {there} are there")
    for code, made in random.sample(sorted(ledger.parks.items()), min(50, len(ledger.parks))):
        if client.get(f"/api/parks/{made}").must(200)["code"] != code:
            raise AssertionError(f"park {made} is not {code}")
    for ent, (version, name) in ledger.enterprises.items():
        now = client.get(f"/api/enterprises/{ent}").must(200)
        if (
            now["version"] < version
            or (now["version"] == version and now["name"] != name)
            or (now["version"] > version and now["name"] not in ledger.tried[ent])
        ):
            raise AssertionError(
                f'enterprise {ent}: version {version} "{name}" was acknowledged; found version {now["version"]} "{now["name"]}"'
            )
    complete = sorted(ledger.complete)
    again = complete if everything else random.sample(complete, min(5, len(complete)))
    for batch, codes in [
        *((b, c) for b, c in ledger.imports.items() if b not in ledger.complete),
        *((b, ledger.imports[b]) for b in again),
    ]:
        state = after = None
        while state is None or state != after:  # a job that was killed may be taken up again in between
            state = client.get(f"/api/imports/{batch}").must(200)["state"]
            there = sum(
                client.get(f"/api/enterprises?filter=uscc:eq:{c}&limit=1").must(200)["items"] != []
                for c in codes
            )
            after = client.get(f"/api/imports/{batch}").must(200)["state"]
        if there not in (0, ROWS) or (state == "published") != (there == ROWS):
            raise AssertionError(f"batch {batch} is {state}, but {there} of its {ROWS} enterprises are there")
        if there == ROWS:
            ledger.complete.add(batch)


def finish_imports(world, ledger):
    """Jobs that were killed are taken up again and end."""
    client = world.client("officer")
    end = time.monotonic() + 120
    while time.monotonic() < end:
        jobs = client.get("/api/jobs?limit=200").must(200)["items"]
        if all(job["state"] not in ("waiting", "running") for job in jobs):
            break
        time.sleep(0.1)
    else:
        raise AssertionError("jobs are still waiting or running after 120 s")
    check(world, ledger, everything=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgres", "partitioned"])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument(
        "--longest", type=float, default=1.2, help="seconds of writing before a kill, at most"
    )
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f"{options.database}: {options.kills} kills, seed {options.seed}", flush=True)
    slowest = 0.0
    ledger = Ledger()
    with Server(options.database) as server:
        world = World(server)
        for worker in range(1, 8):
            world.names[f"crash_ent_{worker}"] = world._make(
                "officer",
                "enterprises",
                zone_id=world.names["zone"],
                uscc=uscc(5000 + worker),
                name=f"企业{worker}",
                stage="production",
            )
        clients = Clients(world, ledger, options.seed)
        for kill in range(options.kills):
            clients.stop.clear()
            threads = [threading.Thread(target=clients.run, args=(w,)) for w in range(8)]
            for thread in threads:
                thread.start()
            time.sleep(rng.uniform(0.05, options.longest))
            server.kill()
            clients.stop.set()
            for thread in threads:
                thread.join()
            if clients.problems:
                raise AssertionError(clients.problems[0])
            server.command("audit", "verify")
            slowest = max(slowest, server.start())
            check(world, ledger)
        finish_imports(world, ledger)
        if server.stop() != 0:
            raise AssertionError(f"the server stopped with code {server.process.returncode}")
        server.command("check")
    done = ", ".join(f"{n} {what}" for what, n in sorted(ledger.counts.items()))
    print(f"{options.kills} kills: nothing acknowledged was lost ({done}); slowest start {slowest:.2f} s")
    if slowest > 2:
        raise AssertionError("a start took more than 2 s")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as problem:
        print(f"FAILED: {problem}")
        sys.exit(1)
