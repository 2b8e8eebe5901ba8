#!/usr/bin/env python3
"""The sample for nginx in front of the program: it loads, a page of its origin can sign in whatever the port, and what is too
large is refused in the program's own words. Last line: "N passed, M failed"."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from server import ROOT, Server  # noqa: E402

NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Nginx:
    """The sample, with throw-away certificates, and ports and paths of the test's own."""

    def __init__(self, folder, upstream):
        self.folder, self.port = pathlib.Path(folder), free_port()
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ]
            + ["-keyout", self.folder / "key", "-out", self.folder / "crt"],
            check=True,
            capture_output=True,
        )
        sample = (ROOT / "packaging/nginx.conf").read_text()
        for there, here in {
            "/etc/ssl/yuanheng.crt": f"{folder}/crt",
            "/etc/ssl/private/yuanheng.key": f"{folder}/key",
            "/var/log/nginx/yuanheng.log": f"{folder}/access.log",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "http://127.0.0.1:8080": upstream,
        }.items():
            if there not in sample:
                raise AssertionError(f"the sample has no {there!r}")
            sample = sample.replace(there, here)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        user = "user root;\n" if os.geteuid() == 0 else ""
        self.file = self.folder / "nginx.conf"
        self.file.write_text(
            f"{user}pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{places}{sample}}}\n"
        )
        self.process = None

    def command(self, *words):
        return [
            NGINX,
            "-p",
            str(self.folder),
            "-e",
            str(self.folder / "error.log"),
            "-c",
            str(self.file),
            *words,
        ]

    def test(self):
        """What `nginx -t` says against it."""
        done = subprocess.run(self.command("-t"), capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stderr

    def start(self):
        self.process = subprocess.Popen(self.command("-g", "daemon off;"), stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("nginx does not start: " + (self.folder / "error.log").read_text())

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(10)

    def post(self, path, body, origin):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)
        try:
            connection.request("POST", path, body, {"Origin": origin, "Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()


def run(folder):
    with Server(server='trusted_proxies = ["127.0.0.1"]') as server:
        nginx = Nginx(folder, server.base)
        if problem := nginx.test():
            yield f"nginx does not load the sample: {problem}"
            return
        yield ""
        try:
            nginx.start()
            here = f"https://127.0.0.1:{nginx.port}"
            body = json.dumps({"login": "nobody", "password": "Not-his-0ne"})
            status, said = nginx.post("/api/session", body, here)
            yield "" if status == 401 else f"its own origin is answered with {status}: {said}"
            status, said = nginx.post("/api/session", body, "https://elsewhere.example")
            yield "" if status == 403 else f"another origin is answered with {status}: {said}"
            status, said = nginx.post("/api/session", b"x" * (65 << 20), here)
            own = re.search(r'"code":"payload_too_large"', said)
            yield "" if own else f"65 MB are answered with {status}: {said[:200]}"
        finally:
            nginx.stop()


def main():
    if not NGINX:
        print("nginx is not installed (packaging/debian-packages.txt)")
        print("0 passed, 1 failed")
        return True
    with tempfile.TemporaryDirectory(prefix="yuanheng-nginx-") as folder:
        results = list(run(folder))
    problems = [problem for problem in results if problem]
    for problem in problems:
        print(problem)
    print(f"{len(results) - len(problems)} passed, {len(problems)} failed")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
