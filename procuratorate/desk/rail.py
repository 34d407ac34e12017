"""The rail: five to eight words by role, with counts. No icons to learn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procuratorate.organs.actors import Actor
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    count: str = ""
    current: bool = False
    divider: bool = False


PROCURATOR_RAIL = (
    Item("工作台", "/desk/"),
    Item("案件", "/cases/"),
    Item("时限", "/deadlines/"),
    Item("新到", "/inbox/"),
    Item("人员", "/inmates/", divider=True),
    Item("日历", "/calendar/"),
    Item("任务", "/jobs/"),
)
PRISON_RAIL = (
    Item("本批次", "/batches/"),
    Item("人员", "/inmates/"),
    Item("检察", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("日历", "/calendar/", divider=True),
    Item("任务", "/jobs/"),
)
CENTRE_RAIL = (Item("新到", "/inbox/"), Item("时限", "/deadlines/"), Item("日历", "/calendar/"))
BUREAU_RAIL = (
    Item("新到", "/inbox/"),
    Item("人员", "/inmates/"),
    Item("时限", "/deadlines/"),
    Item("日历", "/calendar/", divider=True),
)
ADMIN_RAIL = (
    Item("单位", "/organs/"),
    Item("人员", "/officers/"),
    Item("日历", "/calendar/"),
    Item("运行", "/health/", divider=True),
)
AUDIT_RAIL = (Item("审计", "/audit/"), Item("日历", "/calendar/"))


def rail_for(actor: Actor, path: str, counts: dict[str, str]) -> list[Item]:
    """The actor's rail, the current entry marked; `counts` by address."""
    return [
        replace(item, current=path.startswith(item.url), count=counts.get(item.url, "")) for item in _items(actor.role)
    ]


def _items(role: Role) -> tuple[Item, ...]:
    if role == Role.ADMINISTRATOR:
        return ADMIN_RAIL
    if role == Role.AUDITOR:
        return AUDIT_RAIL
    if role in PRISON_STAFF:
        return PRISON_RAIL
    if role == Role.BUREAU_OFFICER:
        return BUREAU_RAIL
    if role in CENTRE_STAFF:
        return CENTRE_RAIL
    return PROCURATOR_RAIL if role in PROCURATORS else CENTRE_RAIL
