#!/usr/bin/env python3
"""Every kind of answer tells the browser to take it for what it is, to frame it nowhere and to keep it nowhere: pages, what
operations return, refusals, downloads, what the administration listener says, and what is said above the limit of connections.

    tests/security/headers.py
"""

import re
import socket
import sys

from support import Server, Tally, World, operations

from client import Client

NOT_FOUND = "/api/no-such-thing"


def check(tally, what, fields, cached=False):
    """`fields` by their lower-case names."""
    tally.check(fields.get("x-content-type-options") == "nosniff", f"{what}: may be sniffed: {fields}")
    policy = fields.get("content-security-policy", "")
    for word in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        tally.check(word in policy, f"{what}: the policy lacks {word}: {policy!r}")
    if not cached:
        tally.check(
            "no-store" in fields.get("cache-control", ""),
            f"{what}: may be kept: {fields.get('cache-control')}",
        )
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
        check(
            tally,
            "above the limit of connections",
            {k.lower(): v for k, _, v in (line.partition(": ") for line in lines if line)},
        )
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
                fields = officer.get(op.path).headers
                check(
                    tally,
                    f"{op.method} {op.path}",
                    fields,
                    cached="cache-control" in fields and "private" in fields["cache-control"],
                )
        nobody, admin = Client(server.base), Client(server.admin)
        check(tally, "a page", nobody.get("/").headers, cached=True)
        batch = officer.post(
            f"/api/parks/imports?name=a.csv&zone={world.names['zone']}",
            "园区编码,园区名称\nH1,头部园\n".encode(),
        ).must(202)["batch_id"]
        check(
            tally,
            "a download",
            officer.get(f"/api/files/{officer.get(f'/api/imports/{batch}').must(200)['file_id']}").headers,
        )
        for what, path, method in (
            ("nothing there", NOT_FOUND, "GET"),
            ("not signed in", "/api/parks", "GET"),
            ("a wrong method", "/api/parks", "PUT"),
            ("no page", "/assets/none.js", "GET"),
        ):
            answer = nobody.request(method, path)
            tally.check(answer.status >= 400, f"{what}: {answer.status}")
            check(tally, what, answer.headers)
        for path in ("/healthz", "/readyz", "/metrics", "/openapi.json", "/backup", NOT_FOUND):
            check(tally, f"the administration listener, {path}", admin.get(path).headers)
    crowded(tally)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
