#!/usr/bin/env python3
"""Every operation, asked for by every role, about its own records, others of its zone, another zone's, and none.

    tests/security/matrix.py [--database sqlite|postgres]

What should happen is worked out here, by hand-written rules, from who holds which appointment, where each record belongs, and
what the declared matrix (/api/administration/matrix) grants; what does happen is the answer of the running server. Requests
are made so that those which may go on fail later, on a version, a state or a missing member: so the world stays as it is.
"""

import argparse
import re
import sys

from support import Server, Tally, World, operations, uscc

from world import USERS

# Where the people of the world stand: role, zone ("every" for all), duties of the department, park, enterprise.
PEOPLE = {"nobody": None, "admin": ("administrator", "every", None, None, None)}
for who, (role, zone, department, park, enterprise) in USERS.items():
    PEOPLE[who] = (
        role,
        zone,
        {"registry_office": "registry", "other_office": "registry"}.get(department),
        park,
        enterprise,
    )

# Where the records of a place belong: zone, park, enterprise, by their names in the world.
PLACES = {
    "own": ("zone", "park", "ent"),
    "same zone": ("zone", "second_park", "second_ent"),
    "other zone": ("other_zone", "foreign_park", "foreign_ent"),
}
KEEPER = {"own": "officer", "same zone": "officer", "other zone": "foreign_officer"}
OF_ENTERPRISE = {
    "enterprise",
    "title",
    "classification",
    "relation",
    "contact",
    "milestone",
    "former_identity",
}
OF_PARK = {"park", "carrier"}

# What changes nothing, but is good enough to be looked at with the record at hand.
BODIES = {
    "enterprise.stage": {"stage": "production", "reason": "核对"},
    "enterprise.code": {"uscc": uscc(990), "reason": "换证"},
    "enterprise.unmerge": {"reason": "核对"},
    "enterprise.split": {"parts": [{"uscc": uscc(991), "name": "清远分立有限公司"}], "reason": "核对"},
    "view.edit": {},
    "enterprise.add_remark": {"text": "核对"},  # which changes nothing that is looked at here
}


def belongs(entity, place, names):
    """What of (zone, park, enterprise) a record of the entity at a place carries."""
    zone, park, ent = (names[name] for name in PLACES[place])
    return zone, park if entity in OF_ENTERPRISE | OF_PARK else None, ent if entity in OF_ENTERPRISE else None


def grants(text):
    """[(reach, duty)] of a cell such as "zone (registry), park"."""
    return [re.fullmatch(r"(\w+)(?: \((\w+)\))?", part).groups() for part in text.split(", ")] if text else []


class Matrix:
    def __init__(self, world):
        self.world, self.names, self.tally = world, world.names, Tally()
        answer = (
            world.client("admin").get("/api/administration/matrix", **{"Accept-Language": "en"}).must(200)
        )
        self.cells = {operation["id"]: operation["grants"] for operation in answer["operations"]}
        self.operations = {
            operation.id: operation
            for operation in operations(world.client("officer").get("/api/openapi.json").must(200))
        }
        self.records = {}

    # ---- what should happen

    def scope(self, who, operation):
        """None: not at all. Else the reaches as (kind, id): ("zone", None) is every zone, ("anyone", None) has no record."""
        cell = self.cells[operation].get(PEOPLE[who][0] if PEOPLE[who] else "leader", "")
        if cell == "anyone":
            return [("anyone", None)]
        if not PEOPLE[who]:
            return None
        _, zone, duty, park, ent = PEOPLE[who]
        ids = {
            "zone": None if zone == "every" else self.names[zone],
            "park": self.names.get(park),
            "enterprise": self.names.get(ent),
            "own": who,
        }
        return [(reach, ids[reach]) for reach, needs in grants(cell) if not needs or needs == duty] or None

    def covers(self, scope, record):
        return any(
            (reach == "zone" and id is None)
            or (id is not None and id == dict(zip(("zone", "park", "enterprise"), record)).get(reach))
            for reach, id in scope
        )

    def expected(self, who, operation, entity, place):
        """ "unknown" (401), "refused" (403), "hidden" (404) or "reached"."""
        if not PEOPLE[who] and self.scope(who, operation) is None:
            return "unknown"
        scope = self.scope(who, operation)
        if scope is None:
            return "refused"
        if place == "missing":
            return "hidden"
        record = belongs(entity, place, self.names)
        if self.covers(scope, record):
            return "reached"
        view = self.scope(who, f"{entity}.view")
        return (
            "refused"
            if operation.split(".")[1] != "history" and view and self.covers(view, record)
            else "hidden"
        )

    # ---- what does

    def ask(self, who, operation, id=None, body=None, query="", more=None):
        op = self.operations[operation]
        path = re.sub(r"{\w+}", lambda m: str(id if m.group(0) == "{id}" else (more or 1)), op.path)
        headers = {"If-Match": '"999999"'} if any(p["name"] == "If-Match" for p in op.parameters) else {}
        if op.unsafe and body is None:
            body = b"" if op.upload else BODIES.get(operation, {}) if op.json else None
        return self.world.request(who, op.method, path + query, headers, body)

    @staticmethod
    def outcome(answer):
        return {401: "unknown", 403: "refused", 404: "hidden"}.get(
            answer.status, "reached" if answer.status < 500 else "broken"
        )

    def cell(self, who, operation, place, expected, answer):
        got = self.outcome(answer)
        self.tally.check(
            got == expected,
            f"{operation} by {who}, {place}: {got} ({answer.status}), not {expected}\n       {answer.text[:200]}",
        )

    # ---- the records

    def make(self):
        """A record of every entity at every place, made by whoever keeps that zone's register."""
        n, w = self.names, self.world
        for place, (zone, park, ent) in PLACES.items():
            self.records[place] = made = {"zone": n[zone], "park": n[park], "enterprise": n[ent]}
            bodies = {
                "department": {"zone_id": n[zone], "code": f"d{place[:3]}", "name": f"部门{place}"},
                "carrier": {
                    "zone_id": n[zone],
                    "park_id": n[park],
                    "code": f"c{place[:3]}",
                    "name": "厂房",
                    "kind": "standard_plant",
                    "state": "running",
                },
                "title": {"ent_id": n[ent], "kind": "other", "name": "某荣誉", "valid_from": "2026-01-02"},
                "relation": {"ent_id": n[ent], "kind": "group", "other_name": "某集团"},
                "contact": {"ent_id": n[ent], "name": "张三", "phone": "13800001111"},
                "milestone": {
                    "ent_id": n[ent],
                    "happened_on": "2026-01-02",
                    "kind": "visit",
                    "summary": "走访",
                },
                "former_identity": {
                    "ent_id": n[ent],
                    "kind": "name",
                    "value": f"旧名{place[:3]}有限公司",
                    "reason": "renamed",
                },
                "classification": {"ent_id": n[ent], "node": "qingyuan-3-1/materials"},
                "published_figure": {
                    "zone_id": n[zone],
                    "code": f"f{place[:3]}",
                    "name": "企业数",
                    "qualifier": "about",
                    "value": "3",
                    "unit": "家",
                    "source": "年报",
                },
            }
            if place == "other zone":  # which has no industry system of its own
                del bodies["classification"]
            for entity, body in bodies.items():
                by = "admin" if entity == "department" else KEEPER[place]
                answer = self.ask(by, f"{entity}.create", body=body)
                if answer.status == 201:
                    made[entity] = answer.json()["id"]
                else:
                    self.tally.check(
                        False, f"{entity} at {place} could not be made: {answer.status} {answer.text[:300]}"
                    )
            made["user"] = w.admin.post(
                "/api/users", {"login": f"someone.{place[:3]}", "name": "某人", "zone_id": n[zone]}
            ).must(201)["id"]
            self.bodies = {**getattr(self, "bodies", {}), place: bodies}

    # ---- the tests

    def about_records(self):
        entities = {
            op.entity for op in self.operations.values() if f"{op.entity}.create" in self.operations
        } - {"view"}
        for op in self.operations.values():
            if op.entity not in entities or op.names()[:1] != ["id"] or op.verb == "restore":
                continue
            for who in PEOPLE:
                for place in (*PLACES, "missing"):
                    target = 1 if place == "missing" else self.records[place].get(op.entity)
                    if target is None:
                        continue
                    body = (
                        {"into": self.names["second_ent"], "reason": "核对"}
                        if op.id == "enterprise.merge"
                        else None
                    )
                    expected = self.expected(who, op.id, op.entity, place)
                    if expected == "reached" and (len(op.names()) > 1 or op.id == "user.approve_reset"):
                        expected = (
                            "hidden"  # the record is there, but no such session, appointment or reset of it
                        )
                    self.cell(who, op.id, place, expected, self.ask(who, op.id, target, body))

    def lists(self):
        """A list holds the records that may be viewed, and no other."""
        for op in self.operations.values():
            if op.verb != "list" or f"{op.entity}.create" not in self.operations or op.entity == "view":
                continue
            for who in PEOPLE:
                answer = self.ask(who, op.id, query="?limit=200")
                scope = self.scope(who, op.id)
                self.cell(
                    who,
                    op.id,
                    "list",
                    "reached" if scope else "refused" if PEOPLE[who] else "unknown",
                    answer,
                )
                if answer.status != 200 or not scope:
                    continue
                seen = {item["id"] for item in answer.json()["items"]}
                for place in PLACES:
                    record = self.records[place].get(op.entity)
                    may = self.covers(scope, belongs(op.entity, place, self.names))
                    if record:
                        self.tally.check(
                            (record in seen) == may,
                            f"{op.id} by {who}: the record at {place} is {'seen' if record in seen else 'not seen'}",
                        )

    def creations(self):
        """New records where the role may make them; a place out of reach is refused, whether as forbidden or as not known."""
        count = 0
        for entity, _ in self.bodies["own"].items():
            for who in PEOPLE:
                for place in (place for place in PLACES if entity in self.bodies[place]):
                    count += 1
                    body = dict(self.bodies[place][entity])
                    for member in ("code", "value"):
                        if member in body:
                            body[member] = f"{body[member]}{count}"
                    scope = self.scope(who, f"{entity}.create")
                    answer = self.ask(who, f"{entity}.create", body=body)
                    may = scope and self.covers(scope, belongs(entity, place, self.names))
                    fine = (
                        answer.status in (201, 409)
                        or (
                            entity == "classification"
                            and answer.status == 422
                            and "reference" not in answer.text
                        )
                        if may
                        else answer.status == (403 if PEOPLE[who] else 401)
                        or (scope is not None and answer.status in (404, 422))
                    )
                    self.tally.check(
                        fine,
                        f"{entity}.create by {who}, {place}: {answer.status} though it may{'' if may else ' not'}\n       {answer.text[:200]}",
                    )
                    if answer.status == 201:  # away again, by whoever may: lists stay short
                        made = answer.json()
                        self.world.request(
                            "admin" if entity == "department" else KEEPER[place],
                            "DELETE",
                            f"{self.operations[f'{entity}.create'].path}/{made['id']}",
                            {"If-Match": answer.headers["etag"]},
                            None,
                        )

    def restorations(self):
        """What was removed comes back for whoever may; to others it is not there."""
        for place in PLACES:
            for entity in self.bodies[place]:
                by, id = "admin" if entity == "department" else KEEPER[place], self.records[place][entity]
                remove = lambda version: self.world.request(
                    by,
                    "DELETE",
                    f"{self.operations[f'{entity}.create'].path}/{id}",
                    {"If-Match": version},
                    None,
                ).must(204)
                remove(self.ask(by, f"{entity}.view", id).headers["etag"])
                for who in PEOPLE:
                    answer = self.ask(who, f"{entity}.restore", id)
                    scope = self.scope(who, f"{entity}.restore")
                    may = scope and self.covers(scope, belongs(entity, place, self.names))
                    self.cell(
                        who,
                        f"{entity}.restore",
                        place,
                        "reached" if may else "hidden" if scope else "refused" if PEOPLE[who] else "unknown",
                        answer,
                    )
                    if answer.status == 200:
                        remove(answer.headers["etag"])

    def bulk(self):
        """Many at once: how many are meant is counted among those within reach, so a wrong number tells."""
        members = {
            "zone": "name",
            "department": "name",
            "user": "name",
            "milestone": "summary",
            "published_figure": "source",
        }
        for op in self.operations.values():
            if op.verb != "bulk":
                continue
            for who in PEOPLE:
                for place in PLACES:
                    record = self.records[place].get(op.entity)
                    if not record:
                        continue
                    answer = self.ask(
                        who,
                        op.id,
                        body={"ids": [record], "expected": 99, "set": {members.get(op.entity, "note"): "某"}},
                    )
                    scope = self.scope(who, op.id)
                    if not scope:
                        self.cell(who, op.id, place, "refused" if PEOPLE[who] else "unknown", answer)
                        continue
                    count = int(self.covers(scope, belongs(op.entity, place, self.names)))
                    self.tally.check(
                        answer.status == 409 and f"有 {count} 条" in answer.text,
                        f"{op.id} by {who}, {place}: {answer.status} {answer.text[:300]}",
                    )

    def without_records(self):
        """Operations that name no record: by role alone."""
        for op in self.operations.values():
            if (
                op.names()
                or op.verb in ("list", "bulk", "create")
                or op.public
                or op.id.startswith(("session.", "account."))
            ):
                continue
            for who in PEOPLE:
                zone = self.names[PEOPLE[who][1] if PEOPLE[who] and PEOPLE[who][1] != "every" else "zone"]
                query = (
                    f"?name=a.csv&zone={zone}"
                    if op.verb == "import"
                    else "?entity=enterprise&record=1"
                    if op.id == "audit.readers"
                    else "?entity=zone"
                    if op.id == "appointment.places"
                    else ""
                )
                answer = self.ask(who, op.id, query=query)
                scope = self.scope(who, op.id)
                if op.id == "setting.edit" and scope and scope[0][1]:
                    scope = None  # what holds for every zone is set by those of every zone
                self.cell(
                    who,
                    op.id,
                    "the whole",
                    "reached" if scope else "refused" if PEOPLE[who] else "unknown",
                    answer,
                )

    def own_things(self):
        """Jobs, files, views, imports, notices and sessions of one person are nobody else's."""
        w = self.world
        owner = w.client("officer")
        job = owner.post("/api/enterprises/export", {"format": "csv"}).must(202)["job_id"]
        view = owner.post("/api/views", {"entity": "enterprise", "name": "我的"}).must(201)["id"]
        batch = owner.request(
            "POST",
            f"/api/enterprises/imports?name=a.csv&zone={self.names['zone']}",
            "统一社会信用代码,企业名称\n".encode(),
        ).must(202)["batch_id"]
        session = owner.get("/api/account/sessions").must(200)["items"][0]["id"]
        things = {
            "job.view": job,
            "job.cancel": job,
            "job.events": job,
            "view.edit": view,
            "view.remove": view,
            "account.end_session": session,
            "import.view": batch,
            "import.rows": batch,
            "import.cancel": batch,
            "import.columns": batch,
            "import.confirm": batch,
            "import.rollback": batch,
            "file.download": 1,
            "notification.read": 1,
        }
        for operation, id in things.items():
            for who in PEOPLE:
                if who == "officer" or operation not in self.operations:
                    continue
                answer = self.ask(who, operation, id)
                scope = self.scope(who, operation)
                expected = "unknown" if not PEOPLE[who] else "refused" if scope is None else "hidden"
                if (
                    expected == "hidden"
                    and operation.startswith("import.")
                    and self.covers([s for s in scope if s[0] == "zone"], (self.names["zone"], None, None))
                ):
                    expected = "reached"
                self.cell(who, operation, "the officer's", expected, answer)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--database", default="sqlite")
    with Server(arguments.parse_args().database) as server:
        matrix = Matrix(World(server))
        missing = set(matrix.operations) - set(matrix.cells)
        matrix.tally.check(not missing, f"operations without a row in the matrix: {missing}")
        matrix.make()
        matrix.about_records()
        matrix.lists()
        matrix.creations()
        matrix.bulk()
        matrix.without_records()
        matrix.own_things()
        matrix.restorations()
        print(f"{len(matrix.operations)} operations, {len(PEOPLE)} people")
        return matrix.tally.end()


if __name__ == "__main__":
    sys.exit(main())
