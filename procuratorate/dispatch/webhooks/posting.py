"""One POST to one judged address: signed, short, following nothing."""

from __future__ import annotations

import hmac
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer

from procuratorate.dispatch.webhooks.addresses import Target, judged
from procuratorate.lib.errors import Unacceptable

PATIENCE = 5.0  # seconds for each step of the conversation
WHOLE = 15.0  # seconds for all of it: one that answers byte by byte holds up everybody else's news
WELL = range(200, 300)


def signature(secret: str, moment: int, body: bytes) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 over "<t>.<body>">`: the receiver refuses what is old or not ours."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={digest}"


def told(url: str, secret: str, body: bytes, *, moment: int, name: str) -> tuple[bool, str]:
    """Whether it was taken (2xx), and the answer in a few words."""
    try:
        target = judged(url)
        with _limited(_Pinned(target)) as connection:
            headers = {"Content-Type": "application/json", "X-Delivery": name, "Host": _host(target)}
            headers["X-Signature"] = signature(secret, moment, body)
            connection.request("POST", target.path, body, headers)
            status = connection.getresponse().status
    except Unacceptable as error:
        return False, error.message[:60]
    except ssl.SSLError:
        return False, "证书或加密连接不合格"
    except _Endless:
        return False, f"{WHOLE:.0f} 秒没有答完"
    except TimeoutError:
        return False, f"{PATIENCE:.0f} 秒没有答复"
    except (OSError, HTTPException, ValueError) as error:
        return False, f"连不上（{type(error).__name__}）"
    return status in WELL, f"HTTP {status}"


class _Endless(Exception):
    """The conversation as a whole took too long."""


@contextmanager
def _limited(connection: _Pinned) -> Iterator[_Pinned]:
    """Cut the conversation off after WHOLE seconds, however busy it is; close it in any case."""
    late = Event()

    def end() -> None:
        late.set()
        connection.cut_off()

    timer = Timer(WHOLE, end)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    except (OSError, HTTPException, ValueError) as error:
        if late.is_set():
            raise _Endless from error
        raise
    finally:
        timer.cancel()
        connection.close()


def _host(target: Target) -> str:
    usual = 443 if target.secure else 80
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == usual else f"{host}:{target.port}"


class _Pinned(HTTPConnection):
    """Connects to the address that was judged, whatever the name resolves to by now; TLS proves the name."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.address, target.port, timeout=PATIENCE)
        self.target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.address, self.target.port), PATIENCE)
        if self.target.secure:
            secure = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock = secure  # before the handshake: that, too, can be cut off
            secure.do_handshake()

    def cut_off(self) -> None:
        """End the conversation from another thread; whoever reads or writes finds it ended."""
        with suppress(OSError, TypeError):  # ended by itself, or not yet begun
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
