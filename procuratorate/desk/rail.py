"""The rail: a few words by role, in groups, with counts. No icons to learn.

What every post needs now and then stands in the top bar: the day leads to the calendar, the name to one's jobs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Habit
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    count: str = ""
    current: bool = False
    divider: bool = False
    group: str = ""  # the word above it, where a group begins
    opens: str = ""  # the query it opens with, if the officer wants one


MEETINGS = Item("会议", "/meetings/")
PROCURATOR_RAIL = (
    Item("工作台", "/desk/"),
    Item("新到", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("案件", "/cases/", group="办案"),
    Item("文书", "/opinions/"),
    Item("裁定", "/rulings/"),
    Item("监外执行", "/outside/"),
    Item("羁押", "/detainees/"),
    Item("纠正", "/notices/", group="监督"),
    MEETINGS,
    Item("人员", "/inmates/", group="查阅"),
    Item("表册", "/registers/"),
)
TO_SIGN = "/opinions/to-sign/"
SIGNERS = {Role.CHIEF: "待签发", Role.DEPUTY_CHIEF: "待签发", Role.DEPARTMENT_HEAD: "待审核"}
SUPERVISOR_RAIL = tuple(Item("筛查", "/screening/") if item is MEETINGS else item for item in PROCURATOR_RAIL)
MANAGER_RAIL = (
    Item("受理", "/acceptance/"),
    Item("流程", "/flow-notices/"),
    Item("新到", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("案件", "/cases/", group="查阅"),
    Item("文书", "/opinions/"),
    Item("档案", "/screening/archive/"),
)
PRISON_RAIL = (
    Item("本批次", "/batches/"),
    Item("检察", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("纠正", "/notices/", group="办理"),
    MEETINGS,
    Item("事件", "/incidents/"),
    Item("裁定", "/rulings/"),
    Item("监外执行", "/outside/"),
    Item("收监", "/committals/"),
    Item("人员", "/inmates/", group="查阅"),
    Item("文书", "/papers/"),
)
OTHER_RAIL = (Item("新到", "/inbox/"), Item("时限", "/deadlines/"), Item("文书", "/papers/"))
CENTRE_RAIL = (
    Item("期限墙", "/detainees/"),
    Item("七项", "/detainees/feed/"),
    Item("监室", "/detainees/cells/"),
    Item("事件", "/incidents/"),
    Item("交付", "/committals/"),
    Item("留所提请", "/batches/serving/"),
    Item("新到", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("纠正", "/notices/"),
    MEETINGS,
    Item("文书", "/papers/"),
)
BUREAU_RAIL = (
    Item("新到", "/inbox/"),
    Item("时限", "/deadlines/"),
    Item("纠正", "/notices/"),
    MEETINGS,
    Item("人员", "/inmates/", group="查阅"),
    Item("文书", "/papers/"),
)
SECRETARY_RAIL = (MEETINGS, Item("议定事项", "/meetings/follow-ups/"), *OTHER_RAIL)
ADMIN_RAIL = (
    Item("单位", "/organs/"),
    Item("人员", "/officers/"),
    Item("本省参数", "/local-rules/"),
    Item("日历", "/calendar/"),
    Item("推送", "/webhooks/"),
    Item("接口", "/interface/"),
    Item("运行", "/health/", divider=True),
)
AUDIT_RAIL = (Item("审计", "/audit/"), Item("日历", "/calendar/"))

# Pages no entry leads to by its address, and whose entry they light: of several, the one the rail has.
KIN = (
    ("/incidents/", ("/desk/",)),
    ("/recordings/", ("/incidents/", "/desk/")),
    ("/community/", ("/outside/",)),
    ("/batches/", ("/batches/serving/",)),
    ("/rulings/", ("/batches/serving/",)),
    ("/outside/", ("/batches/serving/",)),
    ("/inmates/", ("/batches/serving/",)),
    ("/committals/", ("/detainees/",)),
    ("/calculator/", ("/calendar/",)),
    ("/law/", ("/calendar/",)),
    ("/screening/", ("/screening/archive/", "/notices/")),
    ("/courts/", ("/cases/", "/batches/")),
    ("/materials/", ("/cases/", "/batches/")),
    ("/acceptance/", ("/cases/",)),
    ("/flow-notices/", ("/cases/",)),
    ("/opinions/", ("/inbox/",)),
    ("/papers/", ("/opinions/",)),
    ("/sent/", ("/inbox/",)),
    ("/packets/", ("/inbox/",)),
    ("/dispatches/", ("/inbox/",)),
    ("/recusals/", ("/inmates/",)),
    ("/sealed/", ("/inmates/",)),
    ("/persons/", ("/inmates/",)),
    ("/pairings/", ("/organs/",)),
    ("/competence/", ("/organs/",)),
    ("/tokens/", ("/organs/",)),
    ("/posts/", ("/officers/",)),
)


def rail_for(actor: Actor, path: str, counts: dict[str, str], habit: Callable[[str], Habit]) -> list[Item]:
    """The actor's rail, the current entry marked; `counts` and what a list opens with by address."""
    items = _items(actor.role)
    here = _here([item.url for item in items], path)
    return [
        replace(item, current=item.url == here, count=counts.get(item.url, ""), opens=habit(item.url)["opens"])
        for item in items
    ]


def _here(urls: list[str], path: str) -> str:
    """The entry a page belongs to: its own, else the one its kin stands under."""
    own = max((url for url in urls if path.startswith(url)), key=len, default="")
    return own or next((url for start, kin in KIN for url in kin if path.startswith(start) and url in urls), "")


def _items(role: Role) -> tuple[Item, ...]:
    if role in SIGNERS:
        return (PROCURATOR_RAIL[0], Item(SIGNERS[role], TO_SIGN), *PROCURATOR_RAIL[1:])
    groups = ((PRISON_STAFF, PRISON_RAIL), (CENTRE_STAFF, CENTRE_RAIL), (PROCURATORS, PROCURATOR_RAIL))
    of_group = (rail for roles, rail in groups if role in roles)
    return RAILS.get(role) or next(of_group, OTHER_RAIL)


WARD_RAIL = tuple(item for item in PRISON_RAIL if item is not MEETINGS and item.url != "/committals/")  # the section's
RAILS = {
    Role.WARD_OFFICER: WARD_RAIL,
    Role.WARD_HEAD: WARD_RAIL,
    Role.SECRETARY: SECRETARY_RAIL,
    Role.ADMINISTRATOR: ADMIN_RAIL,
    Role.AUDITOR: AUDIT_RAIL,
    Role.BUREAU_OFFICER: BUREAU_RAIL,
    Role.CASE_MANAGER: MANAGER_RAIL,
    Role.SUPERVISOR: SUPERVISOR_RAIL,
}
