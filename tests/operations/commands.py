#!/usr/bin/env python3
"""The commands of an installation as an operator meets them: none makes an installation by mistake or changes the schema in
passing, a backup moves from SQLite to PostgreSQL, no message has the database's password, and the host lets a locked-out
administrator in. On PostgreSQL where YUANHENG_PG_URL says one is. Last line: "N passed, M failed"."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from server import PROGRAM, ROOT, Server  # noqa: E402
from world import World, password  # noqa: E402

DATABASES = ["sqlite"] + (["postgres"] if os.environ.get("YUANHENG_PG_URL") else [])
SECRET = "s3cret"


def fits(what, condition):
    if not condition:
        raise AssertionError(what)


def run(*words, environment=None):
    """The exit code and all that is said, without any configuration."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("YUANHENG_")}
    done = subprocess.run(
        [str(PROGRAM), *words], capture_output=True, text=True, env=surroundings | (environment or {})
    )
    return done.returncode, done.stdout + done.stderr


def nothing_is_made_by_mistake():
    with tempfile.TemporaryDirectory(prefix="yuanheng-empty-") as folder:
        empty = pathlib.Path(folder) / "config.toml"
        empty.write_text(f'data = "{folder}/data"\nrules = "{ROOT}"\n')
        for words in (
            ["backup", f"{folder}/b"],
            ["check"],
            ["audit", "verify"],
            ["user", "reset", "admin"],
        ):
            code, said = run(*words, "--config", str(empty), "--lang", "en")
            fits(f"{words} in an empty place ended with {code}: {said}", code == 3)
            fits(f"{words} does not say what to do: {said}", "--config" in said and "serve" in said)
            found = sorted(os.listdir(folder))
            fits(f"{words} made something: {found}", found == ["config.toml"])


def an_empty_database_is_no_installation():
    if "postgres" not in DATABASES:
        return
    server = Server("postgres")
    try:
        server.start()
        server.stop()
        server._psql(f'DROP DATABASE "{server.name}" WITH (FORCE)')
        server._psql(f'CREATE DATABASE "{server.name}" TEMPLATE template0')
        for words in (["backup", str(server.folder / "b")], ["check"], ["audit", "verify"]):
            server.command(*words, code=3)
        tables = subprocess.run(
            ["psql", "-XAtd", server.url, "-c", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        fits(f"a command made {tables} tables", tables == "0")
    finally:
        server.remove()


def statement(server, text):
    """Something done to the database while no server runs."""
    if server.url:
        subprocess.run(["psql", "-qXd", server.url, "-c", text], check=True, capture_output=True)
        return
    with sqlite3.connect(server.folder / "data/yuanheng.db") as database:
        database.execute(text)
    database.close()


def a_restored_older_one_waits_for_migrate():
    server = Server("sqlite")
    try:
        server.start()
        server.stop()
        copy = server.folder / "copy"
        server.command("backup", str(copy))
        with sqlite3.connect(copy / "database") as database:
            database.execute(
                "DELETE FROM schema_version WHERE number = (SELECT max(number) FROM schema_version)"
            )
        database.close()
        for left in copy.glob("database-*"):
            left.unlink()
        manifest = json.loads((copy / "manifest.json").read_text())
        part = next(part for part in manifest["parts"] if part["name"] == "database")
        part["sha256"] = hashlib.sha256((copy / "database").read_bytes()).hexdigest()
        (copy / "manifest.json").write_text(json.dumps(manifest))
        shutil.rmtree(server.folder / "data")
        said = server.command("restore", str(copy), "--json", code=3)
        fits(f"restore says {said}", "schema_old" in said and "yuanheng migrate" in said)
        fits("nothing was restored", (server.folder / "data/yuanheng.db").exists())
    finally:
        server.remove()


def another_schema_is_refused(kind):
    server = Server(kind)
    try:
        server.start()
        server.stop()
        good = server.folder / "good"
        server.command("backup", str(good))
        newer = "INSERT INTO schema_version (number, name, sha256, ran_at) VALUES (9999, 'later', 'x', 0)"
        older = "DELETE FROM schema_version WHERE number = (SELECT max(number) FROM schema_version)"
        for change, wanted in ((newer, "9999_later"), (older, "yuanheng migrate")):
            statement(server, change)
            for words in (["backup", str(server.folder / "b")], ["check"], ["audit", "verify"]):
                said = server.command(*words, "--lang", "en", "--json", code=3)
                fits(f"{words} says {said}", wanted in said)
            fits("a backup was written all the same", not (server.folder / "b").exists())
            if change == newer:
                fits("serve does not refuse it", "9999_later" in server.command("migrate", "--json", code=3))
                statement(server, "DELETE FROM schema_version WHERE number = 9999")
                server.command("check")
    finally:
        server.remove()


def a_file_moves_to_postgres():
    if "postgres" not in DATABASES:
        return
    source, target = Server("sqlite"), Server("postgres")
    try:
        source.start()
        world = World(source)
        copy = source.folder / "copy"
        source.command("backup", str(copy))
        manifest = json.loads((copy / "manifest.json").read_text())
        fits("the manifest names another program", manifest["program"] == run("--version")[1].strip())
        before = world.client("admin").get("/api/users?limit=200&sort=login").must(200)["items"]
        source.stop()
        target.start()
        target.stop()
        shutil.rmtree(target.folder / "data")
        target._psql(f'DROP DATABASE "{target.name}" WITH (FORCE)')
        target._psql(f'CREATE DATABASE "{target.name}" TEMPLATE template0')
        target.command("restore", str(copy))
        target.command("check", str(copy))
        target.command("audit", "verify")
        target.start()
        client = target.client()
        client.sign_in("admin", world.passwords["admin"])
        after = client.get("/api/users?limit=200&sort=login").must(200)["items"]
        fits(
            "other users came out",
            [user["login"] for user in before] == [user["login"] for user in after],
        )
    finally:
        source.remove()
        target.remove()


def no_message_has_the_password():
    source = Server("sqlite")
    try:
        source.start()
        source.stop()
        copy = source.folder / "copy"
        source.command("backup", str(copy))
        for url in (
            f"postgresql://yh:{SECRET}@127.0.0.1:1/yh",
            f"postgresql://yh:pa@{SECRET}@127.0.0.1:1/yh",
            f"postgresql://yh:{SECRET}%zz@127.0.0.1:1/yh",
            f"postgres//yh:{SECRET}@127.0.0.1/yh",
        ):
            config = source.folder / "other.toml"
            config.write_text(
                f'data = "{source.folder}/other"\nrules = "{ROOT}"\n[database]\nurl = "{url}"\n'
            )
            for words in (["restore", str(copy)], ["check"], ["migrate"], ["config"]):
                shutil.rmtree(source.folder / "other", ignore_errors=True)
                if words != ["restore", str(copy)]:
                    (source.folder / "other/keys").mkdir(parents=True)
                code, said = run(*words, "--config", str(config))
                fits(f"{words} with {url} ended with {code}", (code == 0) == (words == ["config"]))
                fits(f"{words} says the password: {said}", SECRET not in said)
    finally:
        source.remove()


def the_host_lets_a_user_in(kind):
    server = Server(kind)
    try:
        server.start()
        server.client().post(
            "/api/first-start",
            {"token": server.token, "login": "admin", "name": "管理员", "password": password()},
        ).must()

        def reset(*options):
            return server.command("user", "reset", "admin", *options)

        def let_in(token):
            new = password()
            server.client().post("/api/activation", {"token": token, "password": new}).must(204)
            server.client().sign_in("admin", new)

        let_in(json.loads(reset("--json"))["token"])  # while the server has the database
        said = reset("--lang", "en")
        token = re.search(r"/activation#(\S+)", said)
        fits(f"no address: {said}", token)
        let_in(token.group(1))
        fits("an unknown user", "login_unknown" in server.command("user", "reset", "x", "--json", code=3))
        server.stop()
        token = reset("--quiet").strip()
        fits("an unknown user", "login_unknown" in server.command("user", "reset", "x", "--json", code=3))
        server.start()
        let_in(token)
        server.stop()
        server.command("check")
    finally:
        server.remove()


def main():
    cases = [
        (nothing_is_made_by_mistake,),
        (an_empty_database_is_no_installation,),
        (a_restored_older_one_waits_for_migrate,),
        (a_file_moves_to_postgres,),
        (no_message_has_the_password,),
    ]
    for kind in DATABASES:
        cases += [(another_schema_is_refused, kind), (the_host_lets_a_user_in, kind)]
    failed = 0
    for case, *arguments in cases:
        try:
            case(*arguments)
        except (AssertionError, OSError, subprocess.CalledProcessError):
            failed += 1
            print(case.__name__, *arguments)
            traceback.print_exc(file=sys.stdout)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
