#!/usr/bin/env python3
"""Every operation that changes something, asked for by pages of other sites in the browser of a signed-in officer or
administrator: each request is refused, and nothing that is stored has changed.

    tests/security/forged.py
"""

import sys

from support import Server, Tally, World, differences, operations, stored

from client import Client


def forgeries(base):
    """(what it is, headers): what a browser would send for a page elsewhere, and what attackers try to get around that."""
    host = base.removeprefix("http://")
    port = host.rsplit(":", 1)[1]
    return [
        ("no origin at all", {}),
        ("another site", {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}),
        ("another site, old browser", {"Origin": "https://evil.example"}),
        ("an opaque origin", {"Origin": "null"}),
        (
            "an opaque origin that claims to be same-origin",
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        ),
        (
            "another port of this host",
            {"Origin": f"http://127.0.0.1:{int(port) + 1}", "Sec-Fetch-Site": "same-site"},
        ),
        ("the other scheme", {"Origin": f"https://{host}", "Sec-Fetch-Site": "same-site"}),
        ("a name that begins like ours", {"Origin": f"{base}.evil.example"}),
        ("a name that ends like ours", {"Origin": f"http://evil.{host}"}),
        ("a sister site", {"Origin": base, "Sec-Fetch-Site": "same-site"}),
        ("typed into the address bar", {"Origin": base, "Sec-Fetch-Site": "none"}),
        ("a referrer for an origin", {"Referer": f"{base}/", "Sec-Fetch-Site": "cross-site"}),
        (
            "a header that overrides the method",
            {"Origin": "https://evil.example", "X-HTTP-Method-Override": "DELETE"},
        ),
    ]


def main():
    tally = Tally()
    with Server() as server:
        world = World(server)
        n = world.names
        world.client("officer")
        ids = {
            "enterprise": n["ent"],
            "park": n["park"],
            "zone": n["zone"],
            "department": n["registry_office"],
            "user": n["staff_user"],
        }
        described = operations(world.client("officer").get("/api/openapi.json").must(200))
        before = stored(server)
        for op in described:
            if not op.unsafe:
                continue
            path = (
                op.path.replace("{id}", str(ids.get(op.entity, 1)))
                .replace("{appointment}", "1")
                .replace("{session}", "1")
            )
            for what, headers in forgeries(server.base):
                for who in ("officer", "admin"):
                    client = Client(server.base)
                    client.cookie = world.cookies[who]
                    for media in (
                        "application/json",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                    ):
                        answer = client._send(
                            op.method,
                            path,
                            b"{}",
                            {"Cookie": client.cookie, "Content-Type": media, "If-Match": '"1"', **headers},
                        )
                        tally.check(
                            answer.status in (403, 415, 400, 411)
                            and (answer.status == 403 or media != "application/json"),
                            f"{op.method} {path} by {who}, {what}, {media}: {answer.status} {answer.text[:150]}",
                        )
                    client.close()
        tally.check(not (changed := differences(before, stored(server))), f"stored data changed: {changed}")
        # What the page itself sends as a form would: right origin, wrong kind of content.
        officer = world.client("officer")
        for op in described:
            if op.unsafe and op.json and not op.public:
                path = op.path.replace("{id}", str(ids.get(op.entity, 1)))
                for media in (
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "application/jsonp",
                    "text/json",
                    "",
                ):
                    answer = officer.request(
                        op.method, path, b"{}", {"Content-Type": media, "If-Match": '"1"'}
                    )
                    tally.check(
                        answer.status in (403, 404, 415),
                        f"{op.method} {path} as {media!r}: {answer.status} {answer.text[:150]}",
                    )
        tally.check(not (changed := differences(before, stored(server))), f"stored data changed: {changed}")
        print(f"{len([op for op in described if op.unsafe])} operations that change something")
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
