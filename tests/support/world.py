"""A small world to test in: two zones with departments, parks, enterprises, and a user of every role, made over the API."""

import secrets
import threading

from client import Client
from uscc import uscc

# who: (role, zone, department, park, enterprise)
USERS = {
    "auditor": ("auditor", "zone", None, None, None),
    "zone_admin": ("administrator", "zone", None, None, None),
    "leader": ("leader", "zone", None, None, None),
    "officer": ("officer", "zone", "registry_office", None, None),
    "other_officer": ("officer", "zone", "plain_office", None, None),
    "operator": ("park_operator", "zone", None, "park", None),
    "staff": ("enterprise_user", "zone", None, None, "ent"),
    "foreign_leader": ("leader", "other_zone", None, None, None),
    "foreign_officer": ("officer", "other_zone", "other_office", None, None),
}


def password():
    return "Kx7-" + secrets.token_urlsafe(12) + "9q"


class World:
    """`names` are what scenarios may use as $name; request() asks as one of the people, signing in at the first need."""

    def __init__(self, server):
        self.server, self.names, self.passwords = server, {}, {}
        self.clients, self.cookies = threading.local(), {}
        self.passwords["admin"] = password()
        admin = server.client()
        admin.post(
            "/api/first-start",
            {
                "token": server.token,
                "login": "admin",
                "name": "系统管理员",
                "password": self.passwords["admin"],
            },
        ).must(201, 204)
        self.admin = self.client("admin")
        self._zones()
        self._user("officer")
        self._user("foreign_officer")
        self._places()
        for who in USERS:
            if who not in self.passwords:
                self._user(who)

    def _make(self, who, path, **members):
        return self.client(who).post(f"/api/{path}", members).must(201)["id"]

    def _zones(self):
        n = self.names
        n["zone"] = self._make("admin", "zones", code="qingyuan", name="清远高新区", division="441802")
        n["other_zone"] = self._make("admin", "zones", code="baotou", name="包头高新区", division="150200")
        for name, zone, code, title, duties in (
            ("registry_office", "zone", "jfj", "经济发展局", "registry"),
            ("plain_office", "zone", "kjj", "科技局", None),
            ("other_office", "other_zone", "jfj", "经济发展局", "registry"),
        ):
            n[name] = self._make(
                "admin",
                "departments",
                zone_id=n[zone],
                code=code,
                name=title,
                **({"duties": [duties]} if duties else {}),
            )

    def _places(self):
        n = self.names
        n["park"] = self._make("officer", "parks", zone_id=n["zone"], code="A", name="智能制造园")
        n["second_park"] = self._make("officer", "parks", zone_id=n["zone"], code="B", name="新材料园")
        n["foreign_park"] = self._make(
            "foreign_officer", "parks", zone_id=n["other_zone"], code="A", name="稀土园"
        )
        for i, (name, who, zone, park, title) in enumerate(
            (
                ("ent", "officer", "zone", "park", "清远甲子科技有限公司"),
                ("second_ent", "officer", "zone", "second_park", "清远乙丑材料有限公司"),
                ("foreign_ent", "foreign_officer", "other_zone", "foreign_park", "包头丙寅稀土有限公司"),
            )
        ):
            n[name] = self._make(
                who,
                "enterprises",
                zone_id=n[zone],
                park_id=n[park],
                uscc=uscc(900 + i),
                name=title,
                stage="production",
            )

    def _user(self, who):
        role, zone, department, park, enterprise = USERS[who]
        made = self._make("admin", "users", login=who.replace("_", "."), name=who, zone_id=self.names[zone])
        members = {"role": role, "zone_id": self.names[zone]}
        for key, value in (("department_id", department), ("park_id", park), ("ent_id", enterprise)):
            if value:
                members[key] = self.names[value]
        self.admin.post(f"/api/users/{made}/appointments", members).must(201)
        token = self.admin.post(f"/api/users/{made}/invite").must(200, 201)["token"]
        self.passwords[who] = password()
        self.server.client().post("/api/activation", {"token": token, "password": self.passwords[who]}).must(
            204
        )
        self.names[f"{who}_user"] = made

    def client(self, who):
        """The signed-in browser of a person: a session for all threads, connections for each."""
        mine = self.clients.__dict__
        if who not in mine or mine[who].origin != self.server.base:
            mine[who] = Client(self.server.base)
            if who in self.cookies:
                mine[who].cookie = self.cookies[who]
            elif who != "nobody":
                mine[who].sign_in(who.replace("_", "."), self.passwords[who])
                self.cookies[who] = mine[who].cookie
        return mine[who]

    def request(self, who, method, path, headers, body):
        return self.client(who).request(method, path, body, headers)
