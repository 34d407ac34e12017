"""Where a recording plays, and the list of what was sealed as a sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from procuratorate.incidents.models import Recording
from procuratorate.lib.clock import SHANGHAI


def address_of(recording: Recording) -> str:
    """The playlist on the site's own gateway, or nothing where the site has none (settings.VIDEO_GATEWAYS)."""
    pattern = settings.VIDEO_GATEWAYS.get(recording.incident.site.code, "")
    return pattern.format(
        channel=recording.channel, start=int(recording.starts_at.timestamp()), end=int(recording.ends_at.timestamp())
    )


def host_of(address: str) -> str:
    """Scheme, host and port: what the player's page may reach."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


HEADS = ["部位", "画面号", "起", "止", "封存时间、封存人", "载体编号", "导出校验值", "说明"]


def list_facts(incident: Any) -> dict[str, Any]:
    """The facts of 监控录像封存清单."""
    rows = [
        [
            one.camera, one.channel, _said(one.starts_at), _said(one.ends_at),
            f"{_said(one.sealed_at)} {one.sealed_by}" if one.sealed_at else "未封存", one.medium or "—",
            f"{one.get_digest_kind_display()} {_grouped(one.digest)}" if one.digest else "未导出", one.note or "—",
        ]
        for one in incident.seen
    ]  # fmt: skip
    lead = f"{incident.get_kind_display()}：{_said(incident.occurred_at)} {incident.number}"
    signed = [("封存单位", incident.site.name), ("封存人", ""), ("见证人", ""), ("接收人", ""), ("日期", "")]
    return {"heads": HEADS, "rows": rows, "lead": lead, "signed": signed, "shape": "wide", "empty": "没有登记录像"}


def _said(moment: datetime | None) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if moment else ""


def _grouped(digest: str) -> str:
    """Eight by eight, so that it can break and be read aloud."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
