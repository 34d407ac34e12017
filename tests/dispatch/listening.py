"""A listener as a browser is: one HTTP connection, events as they come."""

from __future__ import annotations

import json
import queue
import socket
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from tests.cast import sign_in


class Listener:
    """Opens /stream/ as an officer and collects (kind, data, id) until closed."""

    def __init__(self, address: str, officer: Any = None, *, last: str = "", cookie: str = "") -> None:
        self.cookie = cookie or (sign_in(officer).cookies["sessionid"].value if officer else "")
        self.link = HTTPConnection(urlsplit(address).netloc, timeout=30)
        headers = {"Cookie": f"sessionid={self.cookie}", **({"Last-Event-ID": last} if last else {})}
        self.link.request("GET", "/stream/", headers=headers)
        self.socket: socket.socket = self.link.sock
        self.response: HTTPResponse = self.link.getresponse()
        self.events: queue.Queue[tuple[str, Any, str]] = queue.Queue()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        fields: dict[str, str] = {}
        try:
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif fields:
                    if "event" in fields:
                        self.events.put((fields["event"], json.loads(fields["data"]), fields.get("id", "")))
                    fields = {}
        except (OSError, ValueError, AttributeError):
            pass
        self.ended.set()
        self.response.close()

    def next(self, kind: str, seconds: float = 10) -> tuple[Any, str]:
        """The data and id of the next event of a kind; others are skipped."""
        until = time.monotonic() + seconds
        while True:
            found, data, told = self.events.get(timeout=max(until - time.monotonic(), 0.01))
            if found == kind:
                return data, told

    def ids(self, seconds: float = 2) -> list[str]:
        """The arrivals told within so long. Of those told just before the line was cut some may come again."""
        found: list[str] = []
        with suppress(queue.Empty):
            while True:
                found.append(self.next("arrival", seconds)[0]["id"])
        return found

    def silent(self, kind: str = "arrival", seconds: float = 1.5) -> bool:
        """Whether no event of a kind comes for so long."""
        try:
            self.next(kind, seconds)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(5)
        self.link.close()
        self.socket.close()
