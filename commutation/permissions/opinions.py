"""Who drafts, endorses, signs. Only one thing is forbidden to two hands in one: whoever drafted does not sign."""

from __future__ import annotations

from datetime import date

from commutation.models import Opinion
from commutation.states.reviews import BY_PROCURATOR, Step
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment
from procuratorate.organs.states import PROCURATORS, Role

LEADERS = frozenset({Role.CHIEF, Role.DEPUTY_CHIEF})
DRAFTERS = PROCURATORS - {Role.SUPERVISOR}
SIGNERS = LEADERS | {Role.PROCURATOR, Role.DEPARTMENT_HEAD}  # 员额检察官; assistants and clerks draft
WAITED_FOR = LEADERS | {Role.DEPARTMENT_HEAD}


def may_draft(actor: Actor) -> Refusal | None:
    """Begin a paper, or edit one of the office."""
    if actor.role in DRAFTERS:
        return None
    return Refusal("role", "检察文书由检察官、检察官助理、书记员拟稿。您现在的岗位只能查看。")


def may_edit(actor: Actor, opinion: Opinion) -> Refusal | None:
    """Edit, submit, drop: whoever drafts in the office that handles it."""
    if refusal := may_draft(actor):
        return refusal
    if opinion.office_id in actor.desks:
        return None
    return Refusal("not_yours", "本件由其他部门承办，只能查看。")


def may_sign_alone(actor: Actor) -> Refusal | None:
    """Agree over a list; sign what the matrix gives the procurator in charge (规则第4条)."""
    if actor.role in SIGNERS:
        return None
    return Refusal("role", "签署须由检察官办理，检察官助理、书记员可以拟稿。请交承办检察官签署。")


def may_sign(actor: Actor, opinion: Opinion) -> Refusal | None:
    """Sign a drafted paper that needs no leader."""
    if opinion.kind not in BY_PROCURATOR:
        return Refusal("needs_a_leader", "这种文书须经部门负责人审核、检察长签发，不能由承办人自行签署。请送审。")
    return may_edit(actor, opinion) or may_sign_alone(actor)


def may_endorse(actor: Actor, opinion: Opinion, on: date) -> Refusal | None:
    """部门审核: the head of a department of that 院; its leaders where nobody holds that post."""
    if opinion.organ_id not in actor.desks or actor.role not in WAITED_FOR:
        return Refusal("role", "部门审核由提出院的部门负责人办理。")
    if actor.role in LEADERS and has_head(actor, on):
        return Refusal("role", "本院有部门负责人，应先由部门负责人审核，再送检察长签发（规则第6条）。")
    return None


def has_head(actor: Actor, on: date) -> bool:
    """Whether somebody heads a department of the actor's 院 that day."""
    return Assignment.objects.on(on).filter(organ__in=actor.desks, role=Role.DEPARTMENT_HEAD).exists()


def may_send_back(actor: Actor, opinion: Opinion) -> Refusal | None:
    """Return with a comment: whoever it waits for."""
    if opinion.organ_id in actor.desks and actor.role in WAITED_FOR:
        return None
    return Refusal("role", "退回由审核、签发的人办理。")


def may_refer(actor: Actor, opinion: Opinion) -> Refusal | None:
    """提交检委会, and writing down what it decided: the chief or the deputy in charge, whoever drafted."""
    if opinion.organ_id in actor.desks and actor.role in LEADERS:
        return None
    return Refusal("role", "提交检委会由提出院的检察长或者分管副检察长办理。")


def may_issue(actor: Actor, opinion: Opinion) -> Refusal | None:
    """签发: the chief or the deputy in charge of the 院 that gives the paper, never the drafter (规则第4、6条)."""
    if opinion.organ_id not in actor.desks or actor.role not in LEADERS:
        return Refusal("role", "签发由提出院的检察长或者分管副检察长办理。")
    began = opinion.steps.filter(step=Step.DRAFTED, officer=actor.officer_id or 0)
    if opinion.drafter_id == actor.officer_id or began.exists():
        return Refusal("own_draft", "本件由您拟稿，拟稿人不能签发。请由检察长或者另一位分管副检察长签发。")
    return None
