"""Who may make, issue, print a paper of an organ. Whether the act itself is lawful is its caller's to say."""

from __future__ import annotations

from procuratorate.documents.models import Paper
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import EVERYONE, PROCURATORIAL, PROCURATORS, Kind, Role, Side

READERS = EVERYONE - {Role.ADMINISTRATOR, Role.AUDITOR}
FREEZERS = frozenset({Role.PROCURATOR, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})


def may_make(actor: Actor, organ: Organ, office: Organ) -> Refusal | None:
    """Draft or issue in the name of `organ`, for an office of one's own house that belongs to it."""
    if actor.side == Side.BUILDER:
        return None
    if actor.role not in READERS or not actor.owns(office.pk) or organ.pk not in {office.pk, office.house_id}:
        return Refusal("not_the_organ", "只能以本单位的名义制作文书。请切换到该单位的岗位办理。")
    return None


def may_number(organ: Organ) -> Refusal | None:
    """文号 and seal are a house's: a resident office has neither (practice.md F3)."""
    if organ.kind in PROCURATORIAL and not organ.issues_papers:
        return Refusal("no_papers", f"{organ.name}不以自己名义制发文书，请以所属检察院的名义制作。")
    if organ.kind in {Kind.WARD, Kind.SUBWARD, Kind.DEPARTMENT}:
        return Refusal("no_papers", f"{organ.name}没有文号，请以所属单位的名义制作。")
    return None


def may_handle(actor: Actor, paper: Paper) -> Refusal | None:
    """Print again, mend: whoever belongs to the house or the office, not who was handed a copy."""
    if actor.role in READERS and (actor.owns(paper.organ_id) or actor.owns(paper.office_id)):
        return None
    return Refusal("not_the_organ", "这份文书由制发单位办理，您可以查看和打印。")


def may_keep(actor: Actor, office: Organ) -> Refusal | None:
    """Write lines into registers: officers of the very house that keeps them; a superior 院 reads."""
    if actor.role in PROCURATORS - {Role.SUPERVISOR} and office.pk in actor.desks:
        return None
    return Refusal("not_the_office", f"这本表册由{office.name}登记，您可以查看和打印。")


def may_freeze(actor: Actor, office: Organ) -> Refusal | None:
    """Freeze and sign: a procurator, never an assistant or clerk."""
    if actor.role in FREEZERS and office.pk in actor.desks:
        return None
    return Refusal("not_a_procurator", "冻结、签名由检察官办理；登记事项可以由助理、书记员填写。")
