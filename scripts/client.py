"""A client of the server as a browser is one: a session's cookie, the page's origin, JSON."""

import http.client
import json
import time
import urllib.parse


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            raise AssertionError(f"the answer is no JSON: {self.text[:300]}") from None

    def must(self, *statuses):
        """The JSON of an answer that has one of these statuses; AssertionError with what it says otherwise."""
        if self.status not in (statuses or (200, 201, 202, 204)):
            raise AssertionError(f"status {self.status}: {self.text[:1000]}")
        return self.json() if self.body else None


class Client:
    """One person's browser. Connections are kept; not for several threads at once. One that is `patient` waits as long as the
    server asks it to where it did too much at once."""

    def __init__(self, base, timeout=60, patient=False):
        self.base = urllib.parse.urlsplit(base)
        self.origin, self.timeout, self.patient = base.rstrip("/"), timeout, patient
        self.cookie, self.connection = None, None

    def request(self, method, path, body=None, headers=None):
        """`body`: bytes as they are, anything else as JSON."""
        sent = {"Origin": self.origin, "Accept": "application/json"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if isinstance(body, bytes):
            sent["Content-Type"] = "application/octet-stream"
        elif body is not None:
            body = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        path = urllib.parse.quote(path, safe="/?=&:,%+*.~-_$@!'()[]")
        answer = self._send(method, path, body, sent)
        while self.patient and answer.status == 429:
            time.sleep(int(answer.headers.get("retry-after", "1")))
            answer = self._send(method, path, body, sent)
        for cookie in answer.cookies:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookie = f"{name}={value}" if value else None
        return answer

    def _send(self, method, path, body, headers):
        for attempt in (1, 2):
            kept = self.connection is not None
            if not kept:
                self.connection = http.client.HTTPConnection(
                    self.base.hostname, self.base.port, timeout=self.timeout
                )
            try:
                self.connection.request(method, path, body, headers)
                response = self.connection.getresponse()
                answer = Answer(
                    response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
                )
                answer.cookies = [v for k, v in response.getheaders() if k.lower() == "set-cookie"]
                if response.will_close:
                    self.close()
                return answer
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.close()
                # A kept connection may have been closed while it was idle; then nothing was done yet. A new one was not.
                if not kept or attempt == 2 or method not in ("GET", "HEAD"):
                    raise
            except Exception:
                self.close()
                raise

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def get(self, path, **headers):
        return self.request("GET", path, None, headers)

    def post(self, path, body=None, headers=None):
        return self.request("POST", path, {} if body is None else body, headers)

    def sign_in(self, login, password, code=None):
        body = {"login": login, "password": password}
        if code:
            body["code"] = code
        return self.post("/api/session", body).must(201)
