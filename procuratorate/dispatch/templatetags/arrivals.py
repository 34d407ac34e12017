"""When something arrived, as short as the day allows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.template import Library

from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import SHANGHAI

register = Library()


@register.filter
def when(moment: datetime, on: date) -> str:
    """09:22:07 today, 昨 18:10 yesterday, 11-18 before, 2025-12-30 in another year."""
    local = moment.astimezone(SHANGHAI)
    if local.date() == on:
        return f"{local:%H:%M:%S}"
    if local.date() == on - timedelta(days=1):
        return f"昨 {local:%H:%M}"
    return f"{local:%m-%d}" if local.year == on.year else f"{local:%Y-%m-%d}"


@register.filter
def briefly(one: Dispatch, on: date) -> str:
    """第四批（152人）: the masked title without what stands beside it: sender, mode, and the year that runs."""
    title = one.masked_title.removeprefix(one.sender.short_name).removeprefix(f"{on.year}年")
    return title.replace(one.get_legal_mode_display(), "", 1) or one.masked_title
