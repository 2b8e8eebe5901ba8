#!/usr/bin/env python3
"""Walks the web application in a real browser, in every role: tests/e2e/run.py [PART OF A SCENARIO'S NAME]

Starts the program with the built web application, makes a zone with parks, sixty enterprises and a user of each role,
and runs web/e2e. YUANHENG_SHOTS names a folder for screenshots.
"""

import json
import os
import pathlib
import secrets
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "support"), str(ROOT / "scripts")]

from client import Client  # noqa: E402
from server import Server  # noqa: E402
from uscc import uscc  # noqa: E402

STAGES = ["signed", "landed", "construction", "trial", "production", "production"]
KINDS = [("新材料", "C3985"), ("电子", "C3670"), ("汽车配件", "C2652")]


class Place:
    def __init__(self, server):
        self.base, self.users, self.people = server.base, {}, {}
        self._password = lambda: "Kx7-" + secrets.token_urlsafe(12)
        self.users["admin"] = self._password()
        admin = self.people["admin"] = Client(self.base, patient=True)
        admin.post(
            "/api/first-start",
            {"token": server.token, "login": "admin", "name": "系统管理员", "password": self.users["admin"]},
        ).must(204)
        admin.sign_in("admin", self.users["admin"])

    def make(self, who, path, **members):
        return self.people[who].post(f"/api/{path}", members).must(201)["id"]

    def user(self, login, name, **appointment):
        made = self.make(
            "admin",
            "users",
            login=login,
            name=name,
            **{k: v for k, v in appointment.items() if k == "zone_id"},
        )
        admin = self.people["admin"]
        admin.post(f"/api/users/{made}/appointments", {**appointment, "valid_from": "2025-01-01"}).must(201)
        token = admin.post(f"/api/users/{made}/invite").must()["token"]
        self.users[login] = self._password()
        person = self.people[login] = Client(self.base, patient=True)
        person.post("/api/activation", {"token": token, "password": self.users[login]}).must(204)
        person.sign_in(login, self.users[login])


def fill(place):
    note = "企业总数为公开统计数据，企业明细由程序生成。"
    zone = place.make(
        "admin",
        "zones",
        code="qingyuan",
        name="清远高新技术产业开发区",
        division="441802",
        published_note=note,
    )
    office = place.make(
        "admin",
        "departments",
        zone_id=zone,
        code="D1",
        name="经济发展局",
        duties=["registry", "evaluation", "service"],
    )
    other = place.make("admin", "zones", code="linjiang", name="临江高新技术产业开发区", division="330102")
    place.make("admin", "departments", zone_id=other, code="D1", name="经济发展局", duties=["registry"])
    place.user("officer", "林晓燕", role="officer", zone_id=zone, department_id=office)
    place.user("leader", "周主任", role="leader", zone_id=zone)
    place.user("auditor", "何审计", role="auditor")
    parks = [
        place.make(
            "officer",
            "parks",
            zone_id=zone,
            code=f"P{i}",
            name=name,
            area="1200.5",
            industry_focus="高端装备",
        )
        for i, name in enumerate(["智能制造园", "新材料产业园", "生物医药园"])
    ]
    place.make(
        "officer",
        "carriers",
        zone_id=zone,
        park_id=parks[0],
        code="C1",
        name="天安智谷1栋",
        kind="standard_plant",
        state="running",
        built_area="12000.5",
    )
    first = None
    for i in range(60):
        kind, industry = KINDS[i % 3]
        made = place.make(
            "officer",
            "enterprises",
            zone_id=zone,
            uscc=uscc(1000 + i * 37),
            name=f"清远{'甲乙丙丁戊己庚辛'[i % 8]}{kind}{i}有限公司",
            stage=STAGES[i % 6],
            industry=industry,
            registered_capital=str(1000 + i * 11.5),
            park_id=parks[i % 3],
            generated=True,
        )
        first = first or made
    place.make("officer", "titles", ent_id=first, kind="high_tech", valid_from="2023-12-28")
    place.make("officer", "contacts", ent_id=first, name="陈志强", phone="13800001234", main=True)
    place.make(
        "officer", "milestones", ent_id=first, happened_on="2024-05-06", kind="other", summary="二期开工"
    )
    place.user("park", "吴运营", role="park_operator", zone_id=zone, park_id=parks[0])
    place.user("guessed", "钱运营", role="park_operator", zone_id=zone, park_id=parks[1])
    place.user("ent", "郑企业", role="enterprise_user", zone_id=zone, ent_id=first)


def main():
    with Server(web=ROOT / "web/dist") as server:
        place = Place(server)
        fill(place)
        environment = dict(
            os.environ,
            YUANHENG_URL=server.base,
            YUANHENG_USERS=json.dumps(place.users),
        )
        return subprocess.run(
            ["node", "e2e/run.mjs", *sys.argv[1:]], cwd=ROOT / "web", env=environment
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
