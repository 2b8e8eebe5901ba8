"""Reads and runs scenario files: what people of different departments ask the server, and what it must answer.

    # A line of prose says what the scenario promises.

    as officer
    with Idempotency-Key: k1
    POST /api/parks {"zone_id": "$zone", "code": "a", "name": "甲园"}
    => 201 {"id": "$park", "name": "甲园"}

    GET /api/parks/$park
    => 200 {"version": 1}
    =! phone

`as NAME` signs in as a user of the world (`as nobody`: without a session). `with` adds a header to the next request. After
`=>` stand the status and what the answer must hold: members of objects that are named, elements of lists in order (a list that
ends with "…" may have more; one that begins with "…" must hold the rest somewhere), "*" for anything. "$name" takes the value
it meets first and stands for it from then on, in paths and bodies too; "$uscc(7)" is the seventh valid credit code. `=!` lists
members that no object of the answer may have; `=~ text` wants the text somewhere in the answer, `=!~ text` nowhere. `~ header:
text` wants it in a header. `until` before a request repeats it, for at most 20 s, until the answer fits: for background jobs.
A body that begins with @ is a file below tests/scenarios/files.
"""

import json
import pathlib
import re
import time

from uscc import uscc

FILES = pathlib.Path(__file__).parent / "files"


class Mismatch(Exception):
    pass


class Step:
    def __init__(self, line, who, headers, until):
        self.line, self.who, self.headers, self.until = line, who, headers, until
        self.method = self.path = self.body = None
        self.status, self.expected = None, None
        self.absent, self.texts, self.no_texts, self.in_headers = [], [], [], []


def parse(path):
    """The steps of a file; SyntaxError with its line where it is not one."""
    steps, who, headers, until = [], "nobody", {}, False
    lines = path.read_text(encoding="utf-8").split("\n")
    number = 0

    def json_from(text):
        """JSON that may go on over further lines, up to an empty one."""
        nonlocal number
        while True:
            try:
                return json.loads(text)
            except json.JSONDecodeError as error:
                if number >= len(lines) or not lines[number].strip():
                    raise SyntaxError(f"{path}:{number}: {error}") from None
                text += "\n" + lines[number]
                number += 1

    while number < len(lines):
        line = lines[number].strip()
        number += 1
        if not line or line.startswith("#"):
            continue
        if line.startswith("as "):
            who = line[3:].strip()
        elif line.startswith("with "):
            name, value = line[5:].split(":", 1)
            headers[name.strip()] = value.strip()
        elif line == "until":
            until = True
        elif re.match(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) ", line):
            step = Step(number, who, headers, until)
            headers, until = {}, False
            step.method, rest = line.split(" ", 1)
            step.path, _, body = rest.strip().partition(" ")
            if body.strip().startswith("@"):
                step.body = body.strip()
            elif body.strip():
                step.body = json_from(body.strip())
            steps.append(step)
        elif line.startswith("=>"):
            status, _, body = line[2:].strip().partition(" ")
            steps[-1].status = int(status)
            if body.strip():
                steps[-1].expected = json_from(body.strip())
        elif line.startswith("=!~"):
            steps[-1].no_texts.append(line[3:].strip())
        elif line.startswith("=!"):
            steps[-1].absent += line[2:].split()
        elif line.startswith("=~"):
            steps[-1].texts.append(line[2:].strip())
        elif line.startswith("~"):
            steps[-1].in_headers.append(tuple(part.strip() for part in line[1:].split(":", 1)))
        else:
            raise SyntaxError(f"{path}:{number}: not understood: {line}")
    return steps


def filled(value, names):
    """The value with every $name that is known replaced."""
    if isinstance(value, str):
        value = re.sub(r"\$uscc\((\d+)\)", lambda m: uscc(int(m.group(1))), value)
        whole = re.fullmatch(r"\$(\w+)", value)
        if whole and whole.group(1) in names:
            return names[whole.group(1)]
        return re.sub(r"\$(\w+)", lambda m: str(names.get(m.group(1), m.group(0))), value)
    if isinstance(value, list):
        return [filled(item, names) for item in value]
    if isinstance(value, dict):
        return {key: filled(item, names) for key, item in value.items()}
    return value


def match(expected, found, names, where="answer"):
    if isinstance(expected, str):
        expected = filled(expected, names)
        if expected == "*":
            return
        unknown = re.fullmatch(r"\$(\w+)", expected) if isinstance(expected, str) else None
        if unknown:
            names[unknown.group(1)] = found
            return
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            raise Mismatch(f"{where}: an object was expected, not {found!r}")
        for key, value in expected.items():
            if key not in found:
                raise Mismatch(f'{where}: no member "{key}"; there are {", ".join(found)}')
            match(value, found[key], names, f"{where}.{key}")
    elif isinstance(expected, list):
        match_list(expected, found, names, where)
    elif expected != found:
        raise Mismatch(f"{where}: expected {expected!r}, found {found!r}")


def match_list(expected, found, names, where):
    if not isinstance(found, list):
        raise Mismatch(f"{where}: a list was expected, not {found!r}")
    if expected and expected[0] == "…":
        for item in expected[1:]:
            for candidate in found:
                trial = dict(names)
                try:
                    match(item, candidate, trial, where)
                except Mismatch:
                    continue
                names.update(trial)
                break
            else:
                raise Mismatch(
                    f"{where}: nothing in the list fits {item!r}; it has {len(found)} elements: {str(found)[:500]}"
                )
        return
    more = bool(expected) and expected[-1] == "…"
    wanted = expected[:-1] if more else expected
    if len(found) < len(wanted) or (len(found) > len(wanted) and not more):
        raise Mismatch(f"{where}: expected {len(wanted)} elements, found {len(found)}: {str(found)[:500]}")
    for i, item in enumerate(wanted):
        match(item, found[i], names, f"{where}[{i}]")


def members(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from members(item)
    elif isinstance(value, list):
        for item in value:
            yield from members(item)


def compare(step, answer, names):
    if answer.status != step.status:
        raise Mismatch(f"expected status {step.status}, found {answer.status}: {answer.text[:800]}")
    if step.expected is not None:
        match(step.expected, answer.json(), names)
    if step.absent:
        present = set(members(answer.json())) & set(step.absent)
        if present:
            raise Mismatch(f"the answer has {', '.join(sorted(present))}")
    for text in step.texts:
        if filled(text, names) not in answer.text:
            raise Mismatch(f'"{text}" is not in the answer: {answer.text[:800]}')
    for text in step.no_texts:
        if filled(text, names) in answer.text:
            raise Mismatch(f'"{text}" is in the answer')
    for name, text in step.in_headers:
        if filled(text, names) not in answer.headers.get(name.lower(), ""):
            raise Mismatch(f'header {name} is "{answer.headers.get(name.lower(), "")}", without "{text}"')


def run(path, world):
    """Runs a file in a world (names, and request(who, method, path, headers, body)). AssertionError with the line that fails."""
    names = dict(world.names)
    for step in parse(path):
        headers = {k: filled(v, names) for k, v in step.headers.items()}
        body = filled(step.body, names)
        if isinstance(body, str) and body.startswith("@"):
            body = (FILES / body[1:]).read_bytes()
        end = time.monotonic() + 20
        while True:
            answer = world.request(step.who, step.method, filled(step.path, names), headers, body)
            trial = dict(names)
            try:
                if step.status is not None:
                    compare(step, answer, trial)
                names = trial
                break
            except Mismatch as mismatch:
                if step.until and time.monotonic() < end:
                    time.sleep(0.05)
                    continue
                raise AssertionError(
                    f"{path.name}:{step.line}: {step.who} {step.method} {filled(step.path, names)}: {mismatch}"
                ) from None
