#!/usr/bin/env python3
"""Puts the server under load on both databases, beside nginx and pgbench in the same run, and writes docs/performance.md's table.

    bench/server.py                    50 000 enterprises, 30 s at 120 requests a second, 15 s at saturation
    bench/server.py --seconds 5 --no-write

Measured are list, detail, search and save (a detail and the change that is based on it) in the shares 40/30/20/10, first at
120 requests a second (latency counts from the moment a request was due), then as fast as answers come. PostgreSQL is a
throw-away cluster with fsync on. nginx sends a file of a list reply's size; pgbench sends the detail's own SELECT.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "scripts")]

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- table: server -->", "<!-- end of server -->"
CASES = """4 list GET /api/enterprises?limit=20&sort=name
3 detail GET /api/enterprises/{id}
2 search GET /api/enterprises?limit=20&q=%E6%B8%85%E8%BF%9C
1 save PATCH /api/enterprises/{id} {"note":"核对过"}
"""


class Cluster:
    """A PostgreSQL with its usual durability, on a socket."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="yuanheng-bench-pg-")
        self.bin = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.as_user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            os.chmod(self.folder, 0o755)
            self.as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        self.run(
            "initdb",
            "-D",
            f"{self.folder}/data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        self.run(
            "pg_ctl",
            "-D",
            f"{self.folder}/data",
            "-w",
            "-l",
            f"{self.folder}/log",
            "-o",
            f"-k {self.folder} -c listen_addresses='' -c shared_buffers=512MB",
            "start",
        )
        os.environ["YUANHENG_PG_URL"] = f"postgresql://postgres@/postgres?host={self.folder}"

    def run(self, program, *words):
        subprocess.run(
            [*self.as_user, str(self.bin / program), *words], check=True, cwd="/", stdout=subprocess.DEVNULL
        )

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


def load(base, connections, seconds, rate, folder):
    host, port = base.removeprefix("http://").split(":")
    done = subprocess.run(
        [
            ROOT / "build/bench/bench/server_load",
            host,
            port,
            str(connections),
            str(seconds),
            str(rate),
            folder / "cases",
            folder / "cookies",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def imported(world, file, rows):
    """Seconds from upload to the end of the check, and from the confirmation to the end."""
    officer = world.client("officer")
    begin = time.monotonic()
    batch = officer.request(
        "POST", f"/api/enterprises/imports?name={file.name}&zone={world.names['zone']}", file.read_bytes()
    ).must(202)["batch_id"]

    def wait(states):
        while True:
            found = officer.get(f"/api/imports/{batch}").must(200)
            if found["state"] in states:
                return found
            time.sleep(0.02)

    checked = wait({"ready", "rejected"})
    if checked["state"] != "ready" or checked["rows_new"] != rows:
        sys.exit(f"the import was not taken: {str(checked)[:2000]}")
    middle = time.monotonic()
    officer.post(f"/api/imports/{batch}/confirm", headers={"If-Match": f'"{checked["version"]}"'}).must(202)
    wait({"published"})
    return middle - begin, time.monotonic() - middle


def resident(pid):
    return (
        int(next(line for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS")).split()[1]) / 1024
    )


def measure(database, options, files, folder):
    from server import Server
    from world import World

    out = {}
    with Server(database) as server:
        out["idle MiB"] = resident(server.process.pid)
        world = World(server)
        if options.big:
            out["import 100 000"] = imported(world, files["big"], 100_000)
            return out
        out["import"] = imported(world, files["small"], options.rows)
        page = world.client("officer").get("/api/enterprises?limit=200").must(200)
        (folder / "cases").write_text(CASES + "".join(f"id {item['id']}\n" for item in page["items"]))
        people = ["officer", "leader", "officer", "officer"]
        (folder / "cookies").write_text("".join(f"{world.client('officer').cookie}\n" for _ in people))
        load(server.base, 4, 2, 0, folder)  # warm
        out["steady"] = load(server.base, 16, options.seconds, 120, folder)
        out["full"] = load(server.base, 16, options.seconds / 2, 0, folder)
        out["loaded MiB"] = resident(server.process.pid)
        out["bytes"] = len(world.client("officer").get("/api/enterprises?limit=20&sort=name").body)
        if database == "postgres":
            ids = ",".join(item["id"] for item in page["items"])
            script = folder / "detail.sql"
            script.write_text(
                "\\set i random(1, 200)\nSELECT * FROM enterprise t WHERE t.id = (ARRAY[%s])[:i] AND t.zone_id = %s;\n"
                % (ids, world.names["zone"])
            )
            url = server.url
            pgbench = subprocess.run(
                [
                    sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1] / "pgbench",
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    "16",
                    "-j",
                    "2",
                    "-T",
                    str(int(options.seconds / 2)),
                    "-f",
                    script,
                    url,
                ],
                check=True,
                capture_output=True,
                text=True,
            )
            out["pgbench"] = float(
                next(line for line in pgbench.stdout.splitlines() if line.startswith("tps")).split()[2]
            )
    return out


def nginx(size, options, folder):
    if not shutil.which("nginx"):
        return None
    web = folder / "static"
    web.mkdir()
    os.chmod(folder, 0o755)
    (web / "list.json").write_bytes(b"x" * size)
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\nevents {{}}\n"
        f"http {{ access_log off; server {{ listen 127.0.0.1:18099; root {web}; keepalive_requests 1000000; }} }}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    time.sleep(1)
    (folder / "cases").write_text("1 list GET /list.json\n")
    (folder / "cookies").write_text("")
    try:
        return {
            "steady": load("http://127.0.0.1:18099", 16, options.seconds, 120, folder),
            "full": load("http://127.0.0.1:18099", 16, options.seconds / 2, 0, folder),
        }
    finally:
        process.terminate()
        process.wait()


def row(name, kind, figures):
    n = f"{figures['n']:,}".replace(",", " ")
    return f"| {name} | {kind} | {figures['p50']:.2f} ms | {figures['p95']:.2f} ms | {figures['p99']:.2f} ms | {n} |"


def table(results, static, options):
    lines = [
        "### At 120 requests a second",
        "",
        "| | what | p50 | p95 | p99 | requests |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name, r in results.items():
        lines += [row(name, kind, r["steady"][kind]) for kind in ("list", "detail", "search", "save")]
    if static:
        lines.append(row("nginx, a file", "list", static["steady"]["list"]))
    lines += [
        "",
        "### As fast as answers come, 16 connections",
        "",
        "| | requests a second | p50 | p99 | resident memory |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, r in results.items():
        f = r["full"]
        lines.append(
            f"| {name} | {f['per_second']:.0f} | {f['all']['p50']:.2f} ms | {f['all']['p99']:.2f} ms | {r['loaded MiB']:.0f} MiB (idle {r['idle MiB']:.0f}) |"
        )
    if static:
        lines.append(
            f"| nginx, a file | {static['full']['per_second']:.0f} | {static['full']['all']['p50']:.2f} ms | {static['full']['all']['p99']:.2f} ms | |"
        )
    pgbench = next((r["pgbench"] for r in results.values() if "pgbench" in r), None)
    if pgbench:
        lines.append(f"| pgbench, the detail's SELECT alone | {pgbench:.0f} | | | |")
    return lines


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    subprocess.run(["cmake", "--preset", "bench"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        ["cmake", "--build", "--preset", "bench", "--target", "server_load"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    folder = pathlib.Path(tempfile.mkdtemp(prefix="yuanheng-bench-"))
    cluster = Cluster()
    try:
        files = {}
        for name, rows in (("small", options.rows), ("big", 100_000)):
            subprocess.run(
                [
                    sys.executable,
                    ROOT / "demo/make_registry.py",
                    "--rows",
                    str(rows),
                    "--out",
                    folder / "data",
                ],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            files[name] = next((folder / "data/load").glob(f"*{rows}.xlsx"))
        results, imports = {}, {}
        for name, database in (("SQLite", "sqlite"), ("PostgreSQL", "postgres")):
            options.big = False
            results[name] = measure(database, options, files, folder)
            options.big = True
            imports[name] = measure(database, options, files, folder)["import 100 000"]
        static = nginx(results["SQLite"]["bytes"], options, folder)
    finally:
        cluster.stop()
        shutil.rmtree(folder)
    cpu = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    lines = [
        f"Measured {datetime.date.today()} at {commit} with `bench/server.py` on {cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; "
        f"{options.rows} enterprises; the load generator runs on the same machine.",
        "",
    ]
    lines += table(results, static, options)
    lines += [
        "",
        "### Import of an XLSX of 100 000 enterprises",
        "",
        "| | check | write | both |",
        "|---|---:|---:|---:|",
    ]
    lines += [f"| {name} | {a:.1f} s | {b:.1f} s | {a + b:.1f} s |" for name, (a, b) in imports.items()] + [
        ""
    ]
    wrong = {
        status
        for r in results.values()
        for part in ("steady", "full")
        for status in r[part]["statuses"]
        if status not in ("200", "412")
    }
    if wrong or any(r[part]["broken"] for r in results.values() for part in ("steady", "full")):
        lines.append(f"Answers other than 200 and 412: {sorted(wrong)}")
    print("\n".join(lines))
    if not options.no_write:
        page = PAGE.read_text()
        head, rest = page.split(BEGIN)
        PAGE.write_text(head + BEGIN + "\n" + "\n".join(lines) + END + rest.split(END, 1)[1])


if __name__ == "__main__":
    main()
