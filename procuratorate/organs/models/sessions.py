"""Sessions in PostgreSQL, each knowing whose it is, so that an officer can see and end their own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser signed in. `officer_id` is empty before the login."""

    officer_id = models.BigIntegerField("人员", null=True, db_index=True)
    began_at = models.DateTimeField("登录", null=True)
    seen_at = models.DateTimeField("最近操作", null=True)
    address = models.GenericIPAddressField("地址", null=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)

    class Meta:
        verbose_name = "会话"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database sessions, with what the list of sessions shows kept in columns."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.officer_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.began_at, row.seen_at = _moment(data.get("began")), _moment(data.get("seen"))
        row.address, row.agent = data.get("address"), data.get("agent", "")[:200]
        return row


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
