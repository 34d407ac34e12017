"""Who may record the court's half, match and review rulings, record service and the new term."""

from __future__ import annotations

from commutation.models import Filing, RecordFiling, Ruling
from commutation.permissions.batches import CLERKS
from commutation.states import FilingState
from commutation.states.courts import RulingState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import SERVING_SIDES, Role

OFFICE = frozenset({Role.PROCURATOR, Role.ASSISTANT, Role.PROCURATOR_CLERK, Role.DEPARTMENT_HEAD, Role.CASE_MANAGER})
REGISTRARS = CLERKS | OFFICE
REVIEWERS_OF_RULINGS = frozenset({Role.PROCURATOR, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})
BEFORE_COURT = frozenset({FilingState.FILED, FilingState.ACCEPTED})


def may_register(actor: Actor) -> Refusal | None:
    """Register what a court or bureau sent: the prison's execution section, the procuratorate's office."""
    if actor.role in REGISTRARS:
        return None
    return Refusal("role", "法院、省局来文由刑罚执行科或者检察机关内勤、承办人登记。您可以查看。")


def may_record_court(actor: Actor, filing: Filing) -> Refusal | None:
    """Write down a step of the court's: of a filing that lies before it."""
    if refusal := may_register(actor):
        return refusal
    if filing.state not in BEFORE_COURT:
        return Refusal("state", f"本件现在是“{filing.get_state_display()}”，只有已报送、尚未裁定的才登记法院办理情况。")
    return None


def may_withdraw(actor: Actor, filing: Filing) -> Refusal | None:
    """Ask the court's leave to withdraw: the prison that filed."""
    if actor.side not in SERVING_SIDES or actor.role not in CLERKS:
        return Refusal("role", "撤回由原提请的监狱刑罚执行科书面申请，法院准许后才生效。")
    return may_record_court(actor, filing)


def may_plead(actor: Actor) -> Refusal | None:
    """Give an opinion in court: procurators."""
    if actor.role in REVIEWERS_OF_RULINGS:
        return None
    return Refusal("role", "出庭意见由出庭的检察官登记。")


def may_match(actor: Actor, ruling: Ruling) -> Refusal | None:
    """Say which filing a ruling is about: whoever's house registered it."""
    if refusal := may_register(actor):
        return refusal
    return None if actor.owns(ruling.organ_id) else Refusal("not_yours", "这份裁定由另一单位登记，请由该单位对应。")


def may_review(actor: Actor, ruling: Ruling) -> Refusal | None:
    """Judge a ruling: procurators, while it is under review."""
    if actor.role not in REVIEWERS_OF_RULINGS:
        return Refusal("role", "裁定审查由检察官办理。内勤可以登记收到日和送达情况。")
    if ruling.state not in (RulingState.MATCHED, RulingState.ACCEPTED):
        return Refusal("state", f"这份裁定现在是“{ruling.get_state_display()}”，不在审查中。")
    return None


def may_watch(actor: Actor) -> Refusal | None:
    """Follow what a court does with an objection: the procuratorate, which gave it."""
    if actor.role in OFFICE:
        return None
    return Refusal("role", "纠正意见的结果由提出意见的检察机关登记。")


def may_file_record(actor: Actor, record: RecordFiling) -> Refusal | None:
    """Send a ruling up for 备案审查, and report on it: the 院 that received it, or an office of that 院."""
    of_house = Organ.objects.filter(pk=actor.organ_id or 0, house=record.organ_id)
    if actor.role in OFFICE | REVIEWERS_OF_RULINGS and (record.organ_id in actor.desks or of_house.exists()):
        return None
    return Refusal("role", f"备案材料由{record.organ.name}的检察官、检察官助理、书记员报送和报告。")


def may_answer_record(actor: Actor, record: RecordFiling) -> Refusal | None:
    """Review what was sent up: procurators of the 院 above; outside this system, whoever got its answer on paper."""
    if record.to_id is None:
        return may_file_record(actor, record)
    if actor.role in REVIEWERS_OF_RULINGS and record.to_id in actor.desks:
        return None
    return Refusal("role", "备案审查由收到备案材料的上级院检察官办理。")


def may_record_term(actor: Actor, ruling: Ruling) -> Refusal | None:
    """Enter the new term into the dossier: the prison that holds the person."""
    if actor.role in CLERKS and ruling.filing is not None and actor.owns(ruling.filing.prison_id):
        return None
    return Refusal("role", "新刑期由罪犯所在监狱的刑罚执行科登记入档案。")
