"""What an administrator may do, and to whom. Nobody administers beyond the own house, nor oneself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.states import (
    CENTRE_STAFF,
    EVERYONE,
    KINDS_BELOW,
    LEADERS,
    PRISON_STAFF,
    PROCURATORIAL,
    PROCURATORS,
    SITES,
    Kind,
    Level,
    Role,
)

OFFICE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})  # 检务督察 is the procuratorate's own
ROLES_OF_HOUSE: dict[str, frozenset[Role]] = {
    Kind.PROCURATORATE: PROCURATORS | {Role.CASE_MANAGER, Role.SECRETARY} | OFFICE,
    Kind.DISPATCHED: PROCURATORS | {Role.CASE_MANAGER, Role.SECRETARY} | OFFICE,
    Kind.BUREAU: frozenset({Role.BUREAU_OFFICER, Role.ADMINISTRATOR}),
    Kind.PRISON: PRISON_STAFF | {Role.ADMINISTRATOR},
    Kind.CENTRE: CENTRE_STAFF | {Role.ADMINISTRATOR},
    Kind.POLICE: CENTRE_STAFF | {Role.ADMINISTRATOR},
}
ADVERSE = (  # the two sides are adverse parties, and who audits does nothing else
    (ROLES_OF_HOUSE[Kind.PROCURATORATE] - OFFICE, PRISON_STAFF | CENTRE_STAFF | {Role.BUREAU_OFFICER}),
    (frozenset({Role.AUDITOR}), EVERYONE - {Role.AUDITOR}),
)


def may_administer(actor: Actor, organ: Organ) -> Refusal | None:
    """An administrator, within the own house and what lies below it."""
    if actor.role != Role.ADMINISTRATOR:
        return Refusal("role", "只有管理员可以办理。需要设置单位、人员的，请联系本单位管理员。")
    if not actor.owns(organ.pk):
        return Refusal("outside", f"{organ} 不在您管理的范围内，请由该单位的管理员办理。")
    return None


def may_manage_account(actor: Actor, officer: Officer, posts: Iterable[Assignment]) -> Refusal | None:
    """Passwords, codes and the account itself: only where every post still held lies within the own house.

    Otherwise the administrator of a former office could sign in as an officer who now serves elsewhere.
    """
    if refusal := may_change_posts(actor, officer):
        return refusal
    strange = next((post.organ for post in posts if not actor.owns(post.organ_id)), None)
    if strange is not None:
        return Refusal("elsewhere", f"{officer} 还在 {strange} 任职，账号请由两单位共同上级的管理员办理。")
    return None


def may_change_posts(actor: Actor, officer: Officer) -> Refusal | None:
    """Posts of others only."""
    if actor.role != Role.ADMINISTRATOR:
        return Refusal("role", "只有管理员可以办理。需要设置岗位的，请联系本单位管理员。")
    if officer.pk == actor.officer_id:
        return Refusal("self", "不能为本人设置岗位、账号，请由另一名管理员或上级管理员办理。")
    return None


def may_delegate(actor: Actor) -> Refusal | None:
    """A chief or a deputy, of the post held: what one substitutes is not passed on."""
    if actor.role not in LEADERS:
        return Refusal("role", "授权代行由检察长、分管副检察长本人办理；其他岗位请联系本单位管理员设置。")
    if actor.acting_for:
        return Refusal("acting", f"您正在代行{actor.acting_for}的岗位，代行的岗位不能再转授权。请切换到本人岗位。")
    return None


def may_pair(actor: Actor, procuratorate: Organ) -> Refusal | None:
    """Who supervises a site is decided by the procuratorate, never by the site."""
    if refusal := may_administer(actor, procuratorate):
        return refusal
    if procuratorate.kind not in PROCURATORIAL:
        return Refusal("kind", "派驻关系和职权规定由检察机关的管理员设置。")
    return None


def may_set_competence(actor: Actor, own: Organ, procuratorate: Organ) -> Refusal | None:
    """A departure from the law's default is a province's decision. `own` is the administrator's organ."""
    if refusal := may_pair(actor, procuratorate):
        return refusal
    if (own.house or own).level not in (Level.PROVINCE, Level.NATIONAL):
        return Refusal("level", "职权规定由省级院设置，请报省级院的管理员办理。")
    return None


def why_not_below(parent: Organ, kind: str) -> str:
    """Why no organ of this kind stands below the parent; empty when it may."""
    if kind in KINDS_BELOW.get(parent.kind, frozenset()):
        return ""
    return f"{Kind(kind).label}不能设在{parent.get_kind_display()}之下，请换一个种类或上级。"


def why_not_act_for(actor: Actor, organ: Organ) -> str:
    """Acting for another 院 is given by that 院 or its superior, not taken; empty when it may be set."""
    if organ.acts_for_id is None or organ.acts_for_id in actor.home:
        return ""
    return "代行职权由被代行的院或其上级院的管理员设置。"


def why_not_post(organ: Organ, role: str, held: Iterable[Assignment]) -> str:
    """Why an organ has no such post, or it cannot be held beside the others; empty when it can."""
    house = organ.house or organ
    if house.kind not in ROLES_OF_HOUSE:
        return f"{house.get_kind_display()}不设账号，往来用导入或纸质办理。"
    if role not in ROLES_OF_HOUSE[house.kind]:
        return f"{house} 没有“{Role(role).label}”这一岗位，请换一个岗位或单位。"
    for ours, theirs in ADVERSE:
        for post in held:
            if {role, post.role} & ours and {role, post.role} & theirs:
                return f"“{Role(role).label}”不能与现任的“{post.get_role_display()}”由同一人担任，请先截止原岗位。"
    return ""


def why_not_pair(procuratorate: Organ, site: Organ, since: date) -> str:
    """Why a pairing makes no sense; empty when it does."""
    if site.kind not in SITES:
        return f"{site} 不是监狱或看守所，不设派驻关系。"
    if since < max(procuratorate.since, site.since):
        return "起始日不能早于两个单位的启用日。"
    return ""
