"""What openapi.py teaches schemathesis: a session that is opened again when it ended, and ids of records that exist.

YUANHENG_OPENAPI_SETUP is a JSON file: base, keeper and actor (login and password each), known ids by name.
"""

import collections
import http.client
import json
import os
import pathlib
import zlib

import schemathesis
from schemathesis.core import NOT_SET

SETUP = json.loads(pathlib.Path(os.environ["YUANHENG_OPENAPI_SETUP"]).read_text())
KNOWN = SETUP["known"]
HOST = SETUP["base"].removeprefix("http://")
COUNTS = collections.Counter()
WRONG_PASSWORDS = ("session.open", "session.confirm", "account.password")


def ask(method, path, body=None, cookie=None):
    """From an address of its own: too many wrong passwords lock the one that the tests come from."""
    connection = http.client.HTTPConnection(HOST, timeout=30, source_address=("127.0.0.9", 0))
    headers = {
        "Origin": SETUP["base"],
        "Content-Type": "application/json",
        **({"Cookie": cookie} if cookie else {}),
    }
    connection.request(method, path, json.dumps(body or {}), headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
    return (answer.getheader("Set-Cookie") or "").split(";")[0]


class Sessions:
    keeper = actor = None

    def cookie(self):
        if not self.actor:
            if not self.keeper:
                self.keeper = ask("POST", "/api/session", SETUP["keeper"])
            ask("POST", f"/api/users/{SETUP['user']}/unlock", None, self.keeper)
            self.actor = ask("POST", "/api/session", SETUP["actor"])
        return self.actor


sessions = Sessions()


@schemathesis.auth(refresh_interval=None)
class Cookie:
    def get(self, case, context):
        return sessions.cookie()

    def set(self, case, data, context):
        case.headers["Cookie"] = data


def known(name, seed):
    """An id of a record of this kind for about every second seed."""
    ids = KNOWN.get(name)
    chosen = zlib.crc32(repr(seed).encode())
    return ids[chosen // 2 % len(ids)] if ids and chosen % 2 else None


def fill(value, seed):
    """Puts ids of existing records where a body refers to some, and valid credit codes."""
    if isinstance(value, dict):
        return {
            name: known(name, (seed, item)) or fill(item, seed) if isinstance(item, str) else fill(item, seed)
            for name, item in value.items()
        }
    return [fill(item, seed) for item in value] if isinstance(value, list) else value


@schemathesis.hook
def before_call(context, case, **kwargs):
    case.headers = case.headers or {}
    if case.method.upper() not in ("GET", "HEAD", "OPTIONS", "TRACE"):
        case.headers["Origin"] = SETUP["base"]
    if case.method.upper() != case.operation.method.upper():
        case.query, case.body = {}, NOT_SET  # a long query, or a body of GET, is refused before the method
    operation = case.operation.definition.raw.get("operationId", "")
    if case.meta is None or case.meta.generation.mode != schemathesis.GenerationMode.POSITIVE:
        # A parameter with nothing behind its "=" is one that is not given, not a wrong one.
        case.query = {name: "x" if value == "" else value for name, value in (case.query or {}).items()}
        return
    kind = operation.split(".")[0]
    for name, value in list((case.path_parameters or {}).items()):
        case.path_parameters[name] = known(f"{kind}.{name}", value) or value
    case.body = fill(case.body, case.id) if isinstance(case.body, (dict, list)) else case.body
    if "If-Match" in case.headers and zlib.crc32(case.id.encode()) % 2:
        case.headers["If-Match"] = '"1"'
    # A second factor for everyone would leave nobody with any rights.
    if operation == "setting.edit" and isinstance(case.body, dict) and "second_factor" in case.body:
        case.body["second_factor"] = "nobody"


@schemathesis.hook
def after_call(context, case, response):
    COUNTS[response.status_code // 100] += 1
    operation = case.operation.definition.raw.get("operationId", "")
    COUNTS[f"{operation} {response.status_code // 100}"] += 1
    if response.status_code == 401 and sessions.actor and case.headers.get("Cookie") == sessions.actor:
        sessions.actor = None
    pathlib.Path(SETUP["counts"]).write_text(json.dumps(COUNTS)) if sum(
        COUNTS[n] for n in range(1, 6)
    ) % 50 == 0 else None
