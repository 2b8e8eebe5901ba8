#!/usr/bin/env python3
"""Every kind of answer tells the browser to take it for what it is, to frame it nowhere and to keep it nowhere: pages, what
operations return, refusals, downloads, what the administration listener says, and what is said above the limit of connections.

    tests/security/headers.py
"""

import re
import socket
import sys
import urllib.error
import urllib.request

from support import Server, Tally, World, operations

NOT_FOUND = "/api/no-such-thing"


def fetch(url, headers=None, method="GET"):
    """(status, fields), fields by lower-case names."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}, method=method), timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as refused:
        return refused.code, {k.lower(): v for k, v in refused.headers.items()}


def check(tally, what, fields, cached=False):
    tally.check(fields.get("x-content-type-options") == "nosniff", f"{what}: may be sniffed: {fields}")
    policy = fields.get("content-security-policy", "")
    for word in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        tally.check(word in policy, f"{what}: the policy lacks {word}: {policy!r}")
    if not cached:
        tally.check("no-store" in fields.get("cache-control", ""), f"{what}: may be kept: {fields.get('cache-control')}")
    media = fields.get("content-type", "")
    if re.match(r"text/(?!event-stream)|application/(problem\+)?json|image/svg", media):
        tally.check("charset=utf-8" in media or "json" in media, f"{what}: no charset in {media}")


def crowded(tally):
    """Above the limit of connections the answer is as short as can be, and as safe."""
    with Server(server="most_connections = 2\nmost_per_address = 2") as server:
        host, port = server.base.removeprefix("http://").split(":")
        held = [socket.create_connection((host, int(port))) for _ in range(2)]
        for s in held:
            s.sendall(b"GET / HTTP/1.1\r\n")  # and no more
        with socket.create_connection((host, int(port))) as late:
            late.settimeout(10)
            text = late.recv(4096).decode()
        status, *lines = text.split("\r\n")
        tally.check(" 503 " in status, f"above the limit of connections: {text!r}")
        check(tally, "above the limit of connections", {k.lower(): v for k, _, v in (line.partition(": ") for line in lines if line)})
        for s in held:
            s.close()


def main():
    tally = Tally()
    with Server() as server:
        world = World(server)
        officer = world.client("officer")
        described = operations(officer.get("/api/openapi.json").must(200))
        for op in described:
            if op.method == "GET" and "{" not in op.path and "events" not in op.path:
                _, fields = fetch(server.base + op.path, {"Cookie": world.cookies["officer"]})
                check(tally, f"{op.method} {op.path}", fields, cached="cache-control" in fields and "private" in fields["cache-control"])
        for what, path, method in (("nothing there", NOT_FOUND, "GET"), ("not signed in", "/api/parks", "GET"), ("a wrong method", "/api/parks", "PUT"),
                                   ("no page", "/assets/none.js", "GET")):
            status, fields = fetch(server.base + path, method=method)
            tally.check(status >= 400, f"{what}: {status}")
            check(tally, what, fields)
        for path in ("/healthz", "/readyz", "/metrics", "/openapi.json", "/backup", NOT_FOUND):
            _, fields = fetch(server.admin + path)
            check(tally, f"the administration listener, {path}", fields)
    crowded(tally)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
