"""A participant of an exam in a crowd, who does what the page's script does and notes it."""

import asyncio
import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.journal import Journal, Sent
from bench.line import Line, LineCut, Reply

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 4.0  # seconds before another try; the page's go up to 20
SAVED, TOO_MANY, SERVER_ERROR = 200, 429, 500
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_PASS = re.compile(rb'data-autosave-pass-value="(\w+)"')
_NOW = re.compile(rb'data-autosave-now-value="(\d+)"')
_LEFT = re.compile(rb'data-countdown-remaining-value="(\d+)"')
_UUID = re.compile(r"/ujian/([0-9a-f-]{36})/")

Watch = Callable[[str, float, int], None]


@dataclass
class Participant:
    """One person before one exam; ``watch`` hears of each request: step, seconds, status (0: none).

    Each request is sent again until the server has answered it.
    """

    line: Line
    exam: str
    watch: Watch
    rng: random.Random
    journal: Journal = field(default_factory=Journal)
    token: str = ""
    ticket: str = ""
    client: str = ""
    sequence: int = 0
    now_ms: int = 0
    opened_at: float = 0.0

    async def begin(self) -> None:
        """Read the rules and start; whoever comes back goes on with the attempt."""
        page = await self._page("intro", self.exam)
        found = _UUID.search(page.body.decode())  # the way on, where the attempt is open
        if not found:
            reply = await self._post("start", f"{self.exam}attempt/")
            found = _UUID.search(reply.location)
        if found:
            self.journal.attempt = found[1]
        else:
            self.journal.surprises.append(f"start was answered with {reply.status}")

    async def open(self) -> bool:
        """Open the exam page under a new name; return whether the attempt takes answers."""
        page = await self._page("page", self.address)
        found = [pattern.search(page.body) for pattern in (_PASS, _NOW, _LEFT)]
        ticket, now, left = (match[1] if match else b"" for match in found)
        if not ticket:
            return False
        self.client, self.sequence = f"{self.rng.getrandbits(40):x}", 0
        self.ticket, self.now_ms, self.opened_at = ticket.decode(), int(now), time.monotonic()
        self.journal.clocks_ms.append((int(now), int(left)))
        return True

    async def answer(self, position: int) -> bool:
        """Answer a question; return whether the attempt takes more."""
        self.sequence += 1
        made_ms = self.now_ms + round((time.monotonic() - self.opened_at) * 1000)
        sent = Sent(position, self.client, self.sequence, made_ms)
        self.journal.sent.append(sent)
        value = {"choices": [self.rng.randrange(2)], "is_doubtful": False, "client": sent.client}
        value |= {"sequence": sent.sequence, "made_at": sent.made_ms}
        path = f"{self.address}answers/{position}/"
        body, headers = json.dumps(value).encode(), {"Content_Type": "application/json"}
        headers |= {"X_CSRFToken": self.token, "X_Answer_Pass": self.ticket}
        reply = await self._ask("save", "PUT", path, body, **headers)
        sent.outcome = _outcome(reply)
        if sent.outcome == "unknown":
            self.journal.surprises.append(f"save: {reply.status} {reply.body[:200]!r}")
        return sent.outcome == "saved"

    async def hand_in(self) -> None:
        """Hand in and look at the result."""
        reply = await self._post("hand-in", f"{self.address}submission/")
        if "/hasil/" in reply.location:
            await self._page("result", reply.location)
        else:
            self.journal.surprises.append(f"hand-in was answered with {reply.status}")

    @property
    def address(self) -> str:
        """Return the address of the attempt's page."""
        return f"/ujian/{self.journal.attempt}/"

    @property
    def seconds_left(self) -> float:
        """Return the time left as the page shows it, 0 where none was opened."""
        if not self.journal.clocks_ms:
            return 0.0
        end = self.opened_at + self.journal.clocks_ms[-1][1] / 1000
        return end - time.monotonic()

    async def _page(self, step: str, path: str) -> Reply:
        reply = await self._ask(step, "GET", path)
        if found := _TOKEN.search(reply.body):
            self.token = found[1].decode()
        return reply

    async def _post(self, step: str, path: str) -> Reply:
        body = urlencode({"csrfmiddlewaretoken": self.token}).encode()
        form = "application/x-www-form-urlencoded"
        return await self._ask(step, "POST", path, body, Content_Type=form)

    async def _ask(
        self, step: str, method: str, path: str, body: bytes = b"", **headers: str
    ) -> Reply:
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            try:
                reply = await self.line.request(method, path, body, **headers)
            except LineCut:
                reply = Reply(0, "", b"")
            self.watch(step, time.monotonic() - began, reply.status)
            if 0 < reply.status < SERVER_ERROR and reply.status != TOO_MANY:
                return reply
            await self._pause(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds * (0.5 + self.rng.random()))


def _outcome(reply: Reply) -> str:
    if reply.status == SAVED:
        return "saved"
    try:
        code = json.loads(reply.body)["code"]
    except (ValueError, KeyError, TypeError):
        return "unknown"
    return str(code) if code in {"kept", "attempt_closed", "deadline_passed"} else "unknown"
