"""Who was handed over enters the register of the office: whether he arrived is the procuratorate's to look at."""

from __future__ import annotations

from commutation.selectors.notices import lines_for
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing
from commutation.states.outside import Act
from procuratorate.community.services import enter
from procuratorate.community.states import Kind
from procuratorate.organs.actors import service_actor
from procuratorate.organs.models import Pairing
from procuratorate.organs.reach import acting_as


def to_register(doing: Doing) -> None:
    """One line of the register, written as a service: the prison neither reads nor keeps it. Twice is once.

    Nothing where no office is paired with the prison.
    """
    case = doing.case
    pairing = Pairing.objects.on(doing.on).filter(counterpart=case.prison_id).select_related("procuratorate").first()
    if pairing is None:
        return
    standing = standing_acts(case)
    decided, served = latest(standing, Act.DECISION), latest(standing, Act.SERVICE)
    [line] = lines_for([case.filing])
    told = {
        "kind": Kind.OUTSIDE, "name": case.name, "offence": line["crime"] or "未登记", "sentence": line["term"],
        "decider": case.get_decider_display(), "decided_no": (decided.facts.get("case_no") or "") if decided else "",
        "effective_on": served.on if served else doing.on, "body": doing.told["body"],
        "residence": doing.told["residence"],
    }  # fmt: skip
    with acting_as(service_actor("follow_outside")):
        enter(
            office=pairing.procuratorate, told=told, actor=service_actor("follow_outside"), at=doing.at,
            key=f"outside:{case.pk}",
        )  # fmt: skip
