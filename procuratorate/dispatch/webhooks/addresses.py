"""Which addresses may be told. What an administrator types must not make us knock at our own doors (SSRF).

https alone, or the loopback in the demonstration. Every address a name resolves to must be public, or within the
networks the site names (`WEBHOOK_NETWORKS`: an intranet is private by nature); the address judged is the one connected.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from procuratorate.lib.errors import Unacceptable


@dataclass(frozen=True)
class Target:
    """Where to connect (`address`, `port`), as whom (`host`), for which path."""

    secure: bool
    host: str
    port: int
    address: str
    path: str


def judged(url: str) -> Target:
    """The target of a URL; raises Unacceptable with the reason when it may not be told."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Unacceptable("地址读不懂，请写成 https://主机/路径。") from error
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password or not url.isascii():
        raise Unacceptable("地址请写成 https://主机/路径，不带用户名和密码。")
    found = _resolved(host, port)
    for one in found:
        _demand_allowed(one)
    if parts.scheme == "http" and not (settings.DEMO and all(one.is_loopback for one in found)):
        raise Unacceptable("只向 https 地址推送。")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", host, port, str(found[0]), path)


def _resolved(host: str, port: int) -> list[IPv4Address | IPv6Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unacceptable("地址里的主机名解析不到，请核对。") from error
    return [ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def _demand_allowed(address: IPv4Address | IPv6Address) -> None:
    mapped = getattr(address, "ipv4_mapped", None) or address
    allowed = any(mapped in ip_network(one) for one in settings.WEBHOOK_NETWORKS)
    if allowed or (settings.DEMO and mapped.is_loopback) or (mapped.is_global and not mapped.is_multicast):
        return
    raise Unacceptable(
        "这个地址在内部网络或本机，不能推送。确为本单位系统的，请部署人员把它所在的网段写入 WEBHOOK_NETWORKS。"
    )
