"""Medical papers a diagnosis could not give in full: said in writing, and by a province's own rule given in time."""

from __future__ import annotations

from commutation.clocks.outside import Code, of_province
from commutation.models import OutsideAct
from commutation.parameters import PAPERS_AFTER
from commutation.selectors.local_rules import local_rules
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, enter, meet, not_before, start
from commutation.states.outside import Act
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.errors import Unacceptable


def begin_completing(doing: Doing) -> list[Deadline]:
    """Approved while papers lack: the province's days run, where it has any; given already, none."""
    acts = standing_acts(doing.case)
    diagnosed = latest(acts, Act.DIAGNOSIS)
    if diagnosed is None or not diagnosed.facts.get("lacking") or latest(acts, Act.MEDICAL_PAPERS):
        return []
    rule = local_rules(doing.case.prison, doing.on).get(PAPERS_AFTER)
    return [start(doing, of_province(int(rule.value), rule.basis, rule.since), doing.on)] if rule else []


def complete_papers(doing: Doing) -> OutsideAct:
    """补齐病历资料. Raises Unacceptable where no diagnosis said that anything lacks."""
    diagnosed = latest(standing_acts(doing.case), Act.DIAGNOSIS)
    if diagnosed is None or not diagnosed.facts.get("lacking"):
        why = "病情诊断没有写明暂缺的资料，不用登记补齐。诊断登记有漏的，请先更正病情诊断。"
        raise Unacceptable(why)
    not_before(doing, doing.on, "on", "补齐日", Act.DIAGNOSIS)
    meet(doing, Code.PAPERS)
    return enter(doing, doing.said("papers"))
