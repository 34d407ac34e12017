"""One POST to one judged address: signed, short, following nothing."""

from __future__ import annotations

import hmac
import socket
import ssl
from hashlib import sha256
from http.client import HTTPConnection, HTTPException

from procuratorate.dispatch.webhooks.addresses import Target, judged
from procuratorate.lib.errors import Unacceptable

PATIENCE = 5.0  # seconds for each step of the conversation
WELL = range(200, 300)


def signature(secret: str, moment: int, body: bytes) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 over "<t>.<body>">`: the receiver refuses what is old or not ours."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={digest}"


def told(url: str, secret: str, body: bytes, *, moment: int, name: str) -> tuple[bool, str]:
    """Whether it was taken (2xx), and the answer in a few words."""
    try:
        target = judged(url)
        connection = _Pinned(target)
        try:
            headers = {"Content-Type": "application/json", "X-Delivery": name, "Host": _host(target)}
            headers["X-Signature"] = signature(secret, moment, body)
            connection.request("POST", target.path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except Unacceptable as error:
        return False, error.message[:60]
    except ssl.SSLError:
        return False, "证书或加密连接不合格"
    except TimeoutError:
        return False, f"{PATIENCE:.0f} 秒没有答复"
    except (OSError, HTTPException, ValueError) as error:
        return False, f"连不上（{type(error).__name__}）"
    return status in WELL, f"HTTP {status}"


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
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.target.host)
