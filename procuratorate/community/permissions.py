"""Who reads and who keeps the register: the procuratorate alone."""

from __future__ import annotations

from procuratorate.community.models import Inquiry, Subject
from procuratorate.community.states import SUBJECT_MOVES, Act, SubjectState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, Role, Side

READERS = PROCURATORS
KEEPERS = PROCURATORS - {Role.SUPERVISOR}
LOST_ONLY = frozenset({Act.ADMONISHED, Act.WARNED})


def may_enter(actor: Actor) -> Refusal | None:
    """Put somebody on the register."""
    if actor.side in {Side.BUILDER, Side.SERVICE} or actor.role in KEEPERS:
        return None
    return Refusal("role", "台账由承办的检察官、检察官助理、书记员登记。")


def may_record(actor: Actor, subject: Subject, act: str) -> Refusal | None:
    """Write down what happened: the office that keeps the line, while it is open."""
    if actor.role not in KEEPERS or subject.office_id not in actor.desks:
        return Refusal("role", f"这一人由{subject.office.name}登记，您可以查看。")
    if subject.state == SubjectState.ENDED and act != Act.CHECKED:
        return Refusal("state", "这一人的执行已经终结，只能登记检察核查。")
    if act in SUBJECT_MOVES and subject.state not in SUBJECT_MOVES[act].sources:
        return Refusal("state", f"现在是“{subject.get_state_display()}”，不能登记“{Act(act).label}”。")
    return None


def may_ask_court(actor: Actor) -> Refusal | None:
    return None if actor.role in KEEPERS else Refusal("role", "函询由承办的检察人员办理。")


def may_note_answer(actor: Actor, inquiry: Inquiry) -> Refusal | None:
    """Once, by the office that asked."""
    if actor.role not in KEEPERS or inquiry.office_id not in actor.desks:
        return Refusal("role", "证明由发函的单位登记。")
    return Refusal("state", "已经登记过证明。") if inquiry.answered_on else None
