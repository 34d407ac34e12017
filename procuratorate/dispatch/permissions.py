"""Who may send, register, record service. Why something is sent, and who may decide that, is its caller's to say."""

from __future__ import annotations

from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.permissions import may_administer
from procuratorate.organs.states import EVERYONE, Role, Side

READERS = EVERYONE - {
    Role.ADMINISTRATOR,
    Role.AUDITOR,
}  # they run the house; what organs write each other is not theirs
SENDER_ONLY = "这一步由发件单位办理。"
RECIPIENT_ONLY = "这一步由收件单位办理，不能代为登记。"


def may_send(actor: Actor, sender: Organ, recipient: Organ) -> Refusal | None:
    """Send in the name of an organ of one's own house, to another organ."""
    if actor.side == Side.BUILDER or (actor.side == Side.SERVICE and actor.owns(sender.pk)):  # passing.pass_on
        return None
    if not actor.owns(sender.pk) or actor.role not in READERS:
        return Refusal("not_the_sender", "只能以本单位的名义发件。请切换到有权发件的岗位。")
    if sender.pk == recipient.pk:
        return Refusal("to_itself", "收件单位就是发件单位，不用发送。请另选收件单位。")
    return None


def may_acknowledge(actor: Actor, dispatch: Dispatch) -> Refusal | None:
    """Register: any officer of the recipient's own house who reads what arrives; a superior 院 only looks on."""
    if actor.role in READERS and dispatch.recipient_id in actor.desks:
        return None
    return Refusal("not_the_recipient", RECIPIENT_ONLY)


def may_record_service(actor: Actor, dispatch: Dispatch) -> Refusal | None:
    """The 送达回证 returns to the organ that served, so that organ records it."""
    if actor.side == Side.BUILDER or (actor.owns(dispatch.sender_id) and actor.role in READERS):
        return None
    return Refusal("not_the_sender", SENDER_ONLY)


NOT_WHOLE = Refusal("not_whole", "这个包里有您不能查看的件。回执由本单位能查看全部各件的人员制作。")
CARRIERS = READERS - {Role.WARD_OFFICER, Role.WARD_HEAD}  # a packet is the whole house's


def may_carry(actor: Actor) -> Refusal | None:
    """Make packets for the other network and take them in: whoever sends and registers for the house."""
    if actor.role in CARRIERS and actor.desks:
        return None
    return Refusal("role", "交换包由本单位收发文书的人员制作和导入。")


def may_push(actor: Actor, organ: Organ) -> Refusal | None:
    """Name addresses for an organ's systems: its administrator, who learns what arrived by id alone."""
    return may_administer(actor, organ)
