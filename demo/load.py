#!/usr/bin/env python3
"""Fills a running server with the demo zones, as people would: python3 demo/load.py BASE [--token TOKEN] [--from FOLDER]

Makes the first administrator with the token that the server printed, then zones, departments, users, and imports every
file of FOLDER/manifest.toml (demo/make_registry.py writes it) as an officer of its zone. Passwords are made at random and
written to FOLDER/users.txt, which only its owner can read; nothing is ever the same on two installations.
"""

import argparse
import os
import secrets
import sys
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from client import Client  # noqa: E402


def password():
    """Three kinds of characters, and no word that a list knows."""
    return f"{secrets.token_urlsafe(9)}-Q7m"


class Loader:
    def __init__(self, base, folder):
        self.base, self.folder = base, folder
        self.plan = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        self.admin, self.accounts, self.zones, self.departments = Client(base, patient=True), [], {}, {}

    def first_start(self, token):
        admin = next(
            user for user in self.plan["users"] if user["role"] == "administrator" and "zone" not in user
        )
        secret = password()
        self.admin.post(
            "/api/first-start",
            {"token": token, "login": admin["login"], "name": admin["name"], "password": secret},
        ).must(201, 204)
        self.admin.sign_in(admin["login"], secret)
        self.accounts.append((admin["login"], secret, admin["name"], ""))

    def make(self, path, members):
        return self.admin.post(f"/api/{path}", {k: v for k, v in members.items() if v}).must(201)["id"]

    def places(self):
        for zone in self.plan["zones"]:
            self.zones[zone["code"]] = self.make("zones", zone)
        for d in self.plan["departments"]:
            self.departments[d["zone"], d["code"]] = self.make(
                "departments",
                {
                    "zone_id": self.zones[d["zone"]],
                    "code": d["code"],
                    "name": d["name"],
                    "duties": d.get("duties", "").split(),
                },
            )

    def user(self, user):
        """Invites and activates; those of parks and enterprises can only come when these are there."""
        zone = user["zone"]
        made = self.make("users", {"login": user["login"], "name": user["name"], "zone_id": self.zones[zone]})
        place = {"role": user["role"], "zone_id": self.zones[zone]}
        if "department" in user:
            place["department_id"] = self.departments[zone, user["department"]]
        if "park" in user:
            place["park_id"] = self.parks[zone, user["park"]]
        if "enterprise" in user:
            place["ent_id"] = self.enterprises[user["enterprise"]]
        self.admin.post(f"/api/users/{made}/appointments", place).must(201)
        token = self.admin.post(f"/api/users/{made}/invite").must()["token"]
        secret = password()
        Client(self.base, patient=True).post("/api/activation", {"token": token, "password": secret}).must(
            204
        )
        self.accounts.append((user["login"], secret, user["name"], zone))
        return secret

    def officers(self):
        """Who imports: an officer with the duty, for each zone."""
        self.hands = {}
        for user in self.plan["users"]:
            if (
                user["role"] == "officer"
                and user["zone"] not in self.hands
                and "registry" in self.duties(user)
            ):
                client = Client(self.base, patient=True)
                client.sign_in(user["login"], self.user(user))
                self.hands[user["zone"]] = client
                user["made"] = True

    def duties(self, user):
        return next(
            d.get("duties", "")
            for d in self.plan["departments"]
            if d["zone"] == user["zone"] and d["code"] == user["department"]
        )

    def wait(self, client, batch, states):
        while True:
            found = client.get(f"/api/imports/{batch}").must(200)
            if found["state"] in states:
                return found
            time.sleep(0.05)

    def load(self, entry, paths):
        client, zone = self.hands[entry["zone"]], self.zones[entry["zone"]]
        name = Path(entry["file"]).name
        address = f"/api/{paths[entry['entity']]}/imports?name={name}&zone={zone}"
        batch = client.request("POST", address, (self.folder / entry["file"]).read_bytes()).must(202)[
            "batch_id"
        ]
        checked = self.wait(client, batch, {"ready", "rejected", "cancelled"})
        if entry["expect"] == "reject":  # stays on the officer's workbench, to be corrected
            if checked["rows_bad"] == 0:
                raise AssertionError(f"{entry['file']}: its planted problems were not found")
            return 0
        if checked["state"] != "ready" or checked["rows_bad"]:
            raise AssertionError(f"{entry['file']}: {checked}")
        client.post(f"/api/imports/{batch}/confirm", headers={"If-Match": f'"{checked["version"]}"'}).must(
            202
        )
        self.wait(client, batch, {"published"})
        return checked["rows_new"]

    def imports(self):
        paths = {
            e["name"]: e["path"]
            for e in next(iter(self.hands.values())).get("/api/meta").must(200)["entities"]
        }
        rows = sum(self.load(entry, paths) for entry in self.plan["imports"])
        self.parks, self.enterprises = {}, {}
        for zone, client in self.hands.items():
            for park in client.get("/api/parks?limit=200").must(200)["items"]:
                self.parks[zone, park["code"]] = park["id"]
        for user in self.plan["users"]:
            if "enterprise" in user:
                found = (
                    self.hands[user["zone"]]
                    .get(f"/api/enterprises?filter=uscc:eq:{user['enterprise']}")
                    .must(200)
                )
                self.enterprises[user["enterprise"]] = found["items"][0]["id"]
        return rows

    def others(self):
        for user in self.plan["users"]:
            if "zone" in user and not user.get("made"):
                self.user(user)

    def write_accounts(self):
        path = self.folder / "users.txt"
        path.unlink(missing_ok=True)
        text = "".join(
            f"{login:<24}{secret:<20}{name} {zone}\n" for login, secret, name, zone in self.accounts
        )
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base")
    parser.add_argument("--token", required=True)
    parser.add_argument("--from", dest="folder", type=Path, default=Path("out/demo-registry"))
    options = parser.parse_args()
    begin = time.monotonic()
    loader = Loader(options.base.rstrip("/"), options.folder)
    loader.first_start(options.token)
    loader.places()
    loader.officers()
    rows = loader.imports()
    loader.others()
    path = loader.write_accounts()
    print(
        f"{len(loader.zones)} zones, {rows} records, {len(loader.accounts)} users in {time.monotonic() - begin:.1f} s; {path}"
    )


if __name__ == "__main__":
    try:
        main()
    except AssertionError as problem:
        sys.exit(f"load.py: {problem}")
