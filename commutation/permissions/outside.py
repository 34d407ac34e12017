"""Who may start an outside case, record its acts, and note that a diagnosis was watched."""

from __future__ import annotations

from commutation.models import Filing, OutsideAct, OutsideCase
from commutation.permissions.batches import CLERKS
from commutation.states import OPEN_FILINGS, Kind
from commutation.states.outside import AFTER_GRANT, BEFORE_DECISION, LIVING, Act, OutsideState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import Role

WATCHERS = frozenset({Role.PROCURATOR, Role.ASSISTANT, Role.PROCURATOR_CLERK, Role.DEPARTMENT_HEAD})

# In which states an act may be recorded. Acts not named here come of other records: sittings, sendings, rulings.
WHEN: dict[Act, frozenset[OutsideState]] = {
    Act.DIAGNOSIS_NOTICE: BEFORE_DECISION,
    Act.DIAGNOSIS: BEFORE_DECISION,
    Act.DIAGNOSIS_COPY: LIVING,
    Act.GUARANTOR: BEFORE_DECISION | {OutsideState.GRANTED},
    Act.ASSESSMENT: BEFORE_DECISION | {OutsideState.GRANTED},
    Act.HEARING: BEFORE_DECISION,
    Act.HEARING_RESULT: BEFORE_DECISION | {OutsideState.GRANTED},
    Act.BUREAU: BEFORE_DECISION,
    Act.WEB_NOTICE: BEFORE_DECISION,
    Act.DECISION: BEFORE_DECISION,
    Act.PUBLIC_NOTICE: AFTER_GRANT,
    Act.COMMITTEE: AFTER_GRANT,
    Act.ONLINE: AFTER_GRANT,
    Act.ARCHIVE: AFTER_GRANT,
    Act.MEDICAL_PAPERS: LIVING,
    Act.HANDOVER: frozenset({OutsideState.GRANTED}),
    Act.RECHECK: frozenset({OutsideState.OUTSIDE}),
    Act.GROUND_GONE: frozenset({OutsideState.OUTSIDE}),
    Act.RECALL: frozenset({OutsideState.OUTSIDE, OutsideState.ENDING}),
    Act.END: LIVING,
}
ONLY_URGENT = frozenset({Act.DECISION, Act.PUBLIC_NOTICE, Act.COMMITTEE})
ELSEWHERE = {
    Act.COMMITTEE: "评审由批次的会议记录形成，请到“会议与审查”登记。",
    Act.PUBLIC_NOTICE: "公示由批次的公示记录形成，请到“公示”登记。",
    Act.DECISION: "省局决定照决定书在“裁定”登记，登记后自动列入本件。只有立即保外就医的可以在这里先登记。",
}
NOT_YOURS = Refusal("not_yours", "本件由罪犯所在监狱的刑罚执行科办理，监区和其他单位不能登记。")
NOT_CLERKS = Refusal("role", "监外执行的各事项由刑罚执行科登记。您可以查看。")


def may_start(actor: Actor, filing: Filing) -> Refusal | None:
    """Begin the chain of a nomination for outside service: the execution section of the prison."""
    if refusal := _clerk(actor, filing.prison_id):
        return refusal
    if filing.kind != Kind.OUTSIDE_SERVICE:
        return Refusal("kind", f"本件是{filing.get_kind_display()}，不是暂予监外执行。")
    if filing.state not in OPEN_FILINGS:
        return Refusal("state", f"本件现在是“{filing.get_state_display()}”，不能再启动。")
    return None


def may_record(actor: Actor, case: OutsideCase, act: Act, replaces: OutsideAct | None = None) -> Refusal | None:
    """Record an act in its state; put right one that stands, in any state."""
    if refusal := _clerk(actor, case.prison_id):
        return refusal
    if act not in WHEN:
        return Refusal("elsewhere", f"“{act.label}”由其他记录形成，不在这里登记。")
    by_paper = replaces is not None and "ruling" in replaces.facts
    if act in ONLY_URGENT and (by_paper or not case.urgent):
        return Refusal("elsewhere", ELSEWHERE[act])
    if replaces is None and case.state not in WHEN[act]:
        return Refusal("state", f"本件现在是“{case.get_state_display()}”，不登记“{act.label}”。")
    return None


def may_correct(actor: Actor, case: OutsideCase) -> Refusal | None:
    """Put an act right: who records them."""
    return _clerk(actor, case.prison_id)


def may_watch(actor: Actor, case: OutsideCase) -> Refusal | None:
    """Note that somebody was present at the diagnosis (司发通〔2023〕24号第17条): procurators of the site."""
    if actor.role not in WATCHERS or not actor.sees(case.prison_id):
        return Refusal("role", "派员监督诊断的情况由承办检察官或者检察官助理、书记员登记。")
    return None


def reads_all(actor: Actor, case: OutsideCase) -> bool:
    """Whether what doctors wrote, guarantors and illness are shown: never to wards."""
    return actor.owns(case.prison_id) or actor.sees(case.prison_id)


def _clerk(actor: Actor, prison_id: int) -> Refusal | None:
    if actor.role not in CLERKS:
        return NOT_CLERKS
    return None if actor.owns(prison_id) else NOT_YOURS
