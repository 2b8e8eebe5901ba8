"""Runs the program's server for tests: its own folder, free ports, a database of its own."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
from client import Client  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("YUANHENG_PROGRAM", ROOT / "build/release/src/app/yuanheng"))


class Server:
    """`database`: "sqlite", "postgres" or "partitioned" (PostgreSQL, fact tables split by ent_id); PostgreSQL is where
    YUANHENG_PG_URL says, and gets a database of its own. `server`: more lines of the table [server]. `preload`: a library
    that takes the place of some of the system's calls; `environment`: more of it."""

    count = 0

    def __init__(self, database="sqlite", folder=None, server="", web=None, preload=None, environment=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="yuanheng-server-"))
        self.own_folder, self.database, self.server = folder is None, database, server
        self.web = web or self._page()
        self.environment = {**(environment or {}), **({"LD_PRELOAD": str(preload)} if preload else {})}
        self.process, self.token, self.name = None, None, None
        self.url = self._make_database()

    def _page(self):
        """A folder with a page, where the web application does not matter."""
        web = self.folder / "web"
        web.mkdir(parents=True, exist_ok=True)
        (web / "index.html").write_text("<!doctype html><title>Yuanheng</title>")
        return web

    def _make_database(self):
        if self.database == "sqlite":
            return ""
        base = os.environ["YUANHENG_PG_URL"]
        Server.count += 1
        self.name = f"yuanheng_test_{os.getpid()}_{Server.count}"
        self._psql(
            f"CREATE DATABASE \"{self.name}\" ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )
        return re.sub(r"/postgres(?=\?|$)", f"/{self.name}", base)

    @staticmethod
    def _psql(statement):
        subprocess.run(
            ["psql", "-q", "-X", "-d", os.environ["YUANHENG_PG_URL"], "-c", statement],
            check=True,
            capture_output=True,
        )

    def start(self, wait=60):
        """Starts the program and waits until it is ready; the seconds that took."""
        config = self.folder / "yuanheng.toml"
        partitions = 16 if self.database == "partitioned" else 0
        tables = {
            "server": f"port = 0\n{self.server}",
            "admin": "port = 0",
            "database": f'url = "{self.url}"\npartitions = {partitions}' if self.url else "",
            "security": "requests_per_second = 100000\nrequests_at_once = 100000\nanonymous_per_second = 100000\nanonymous_at_once = 100000",
        }
        text = f'data = "{self.folder}/data"\nweb = "{self.web}"\nrules = "{ROOT}"\njobs = 2\n'
        text += "".join(f"\n[{name}]\n{body}\n" for name, body in tables.items() if body)
        config.write_text(text)
        begin = time.monotonic()
        log = open(self.folder / "log", "ab")
        at = log.tell()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("YUANHENG_")}
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--config", str(config)],
            stdout=log,
            stderr=log,
            env={**environment, **self.environment},
            start_new_session=True,
        )
        log.close()
        while time.monotonic() < begin + wait:
            text = (self.folder / "log").read_bytes()[at:].decode("utf-8", "replace")
            ready = re.search(r'"event":"ready".*?"port":"(\d+)".*?"admin_port":"(\d+)"', text)
            token = re.search(r'"event":"first_start".*?"token":"([^"]+)"', text)
            if token:
                self.token = token.group(1)
            if ready:
                self.base = f"http://127.0.0.1:{ready.group(1)}"
                self.admin = f"http://127.0.0.1:{ready.group(2)}"
                return time.monotonic() - begin
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with code {self.process.returncode}:\n{text[-3000:]}")
            time.sleep(0.01)
        self.kill()
        raise AssertionError(f"the server is not ready after {wait} s:\n{text[-3000:]}")

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def client(self):
        return Client(self.base)

    def kill(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self):
        """As systemd does: SIGTERM, and the end within 30 s. The exit code."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("the server did not stop within 30 s") from None
        return self.process.returncode if self.process else None

    def command(self, *words, code=0):
        """Runs another command of the program on this installation; what it prints."""
        done = subprocess.run(
            [str(PROGRAM), *words, "--config", str(self.folder / "yuanheng.toml")],
            capture_output=True,
            text=True,
        )
        if done.returncode != code:
            raise AssertionError(
                f"yuanheng {' '.join(words)} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def remove(self):
        self.kill()
        if self.name:
            self._psql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.remove()
