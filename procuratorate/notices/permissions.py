"""Who drafts, signs, answers, checks, strikes off. Nobody approves what they drafted or proposed."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.errors import Refusal
from procuratorate.notices.models import Easing, Notice, Objection, Rung
from procuratorate.notices.querysets import LEADERS, READERS
from procuratorate.notices.states import RungKind, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment
from procuratorate.organs.states import CENTRE_STAFF, PROCURATORS, Role

DRAFTERS = PROCURATORS - {Role.SUPERVISOR}
SIGNERS = LEADERS | {Role.PROCURATOR, Role.DEPARTMENT_HEAD}  # 员额检察官; assistants and clerks draft
ANSWERERS = frozenset(
    {Role.EXECUTION_CLERK, Role.EXECUTION_HEAD, Role.DEPUTY_WARDEN, Role.WARDEN, Role.BUREAU_OFFICER}
) | CENTRE_STAFF  # fmt: skip
WARDS = frozenset({Role.WARD_OFFICER, Role.WARD_HEAD})
ALL = READERS | ANSWERERS | WARDS


def may_draft(actor: Actor) -> Refusal | None:
    """Begin a notice."""
    if actor.role in DRAFTERS:
        return None
    return Refusal("role", "纠正文书由检察官、检察官助理、书记员拟稿。您现在的岗位只能查看。")


def may_work(actor: Actor, notice: Notice) -> Refusal | None:
    """Edit, submit, record service and letters: whoever drafts in the office that handles it."""
    if refusal := may_draft(actor):
        return refusal
    if notice.office_id in actor.desks:
        return None
    return Refusal("not_yours", "本件由其他部门承办，只能查看。")


def may_judge(actor: Actor, notice: Notice) -> Refusal | None:
    """Check answers, give an oral correction, propose a decision or the striking off: a procurator of the office."""
    if refusal := may_work(actor, notice):
        return refusal
    if actor.role in SIGNERS:
        return None
    return Refusal("role", "核实纠正情况、提出口头纠正须由检察官办理，检察官助理、书记员可以拟稿。")


def may_endorse(actor: Actor, notice: Notice, on: date) -> Refusal | None:
    """部门审核: the head of a department of that 院; its leaders where nobody holds that post (规则第6条)."""
    if notice.organ_id not in actor.desks or actor.role not in LEADERS | {Role.DEPARTMENT_HEAD}:
        return Refusal("role", "部门审核由提出院的部门负责人办理。")
    if actor.role in LEADERS and has_head(actor, on):
        return Refusal("role", "本院有部门负责人，应先由部门负责人审核，再送检察长签发（规则第6条）。")
    return None


def has_head(actor: Actor, on: date) -> bool:
    """Whether somebody heads a department where the actor serves."""
    return Assignment.objects.on(on).filter(organ__in=actor.desks, role=Role.DEPARTMENT_HEAD).exists()


def may_send_back(actor: Actor, notice: Notice) -> Refusal | None:
    if notice.organ_id in actor.desks and actor.role in LEADERS | {Role.DEPARTMENT_HEAD}:
        return None
    return Refusal("role", "退回由审核、签发的人办理。")


def may_lead(actor: Actor, notice: Notice) -> Refusal | None:
    """Decide what only a leader decides: 检察长 or 分管副检察长 of the 院 that gives it (规则第552条)."""
    if notice.organ_id in actor.desks and actor.role in LEADERS:
        return None
    return Refusal("role", "这一步由提出院的检察长或者分管副检察长决定。")


def may_issue(actor: Actor, notice: Notice) -> Refusal | None:
    """签发, never by whoever drafted it or edited it last as its drafter."""
    if refusal := may_lead(actor, notice):
        return refusal
    began = notice.steps.filter(step=Step.DRAFTED, officer=actor.officer_id or 0)
    if notice.drafter_id == actor.officer_id or began.exists():
        return Refusal("own_draft", "本件由您拟稿，拟稿人不能签发。请由检察长或者另一位分管副检察长签发。")
    return None


def may_decide(actor: Actor, objection: Objection) -> Refusal | None:
    """复查决定: a leader, and not whoever proposed it."""
    if refusal := may_lead(actor, objection.notice):
        return refusal
    if objection.proposed_by_id == actor.officer_id:
        return Refusal("own_proposal", "复查意见由您提出，须由另一位院领导决定。")
    return None


def may_ease(actor: Actor, easing: Easing) -> Refusal | None:
    """Decide on a request to take back or make milder: a leader who did not write it down."""
    if refusal := may_lead(actor, easing.notice):
        return refusal
    if easing.by_id == actor.officer_id:
        return Refusal("own_request", "请求由您登记，须由另一位院领导决定。")
    return None


def may_send_rung(actor: Actor, rung: Rung) -> Refusal | None:
    """督促、报告、通报 go out by a leader of the 院 in whose name they stand."""
    if rung.organ_id not in actor.desks or actor.role not in LEADERS:
        return Refusal("role", f"{RungKind(rung.kind).label}由{rung.organ.name}的检察长或者分管副检察长签发。")
    if rung.drafted_by_id == actor.officer_id:
        return Refusal("own_draft", "本件由您拟稿，须由另一位院领导签发。")
    return None


def may_close(actor: Actor, notice: Notice) -> Refusal | None:
    """销号: a second person of the same 院."""
    if actor.role not in SIGNERS or not (notice.organ_id in actor.desks or notice.office_id in actor.desks):
        return Refusal("role", "复核销号由本院的另一名检察官、部门负责人或者院领导办理。")
    if notice.proposed_by_id == actor.officer_id:
        return Refusal("own_proposal", "销号由您提出，须由第二人复核。请交另一名检察官或者部门负责人。")
    return None


def may_answer(actor: Actor, notice: Notice) -> Refusal | None:
    """Answer, object, name who is in charge: those who speak for the addressee."""
    if actor.role in ANSWERERS and notice.addressee_id in actor.desks:
        return None
    return Refusal("role", "答复由被监督单位的刑罚执行部门或者单位领导办理。")
