"""Who imports, models, approves, runs, sends clues down, settles them. The machine decides nothing."""

from __future__ import annotations

from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, Role
from procuratorate.screening.models import Clue, Run, SupervisionModel, Version
from procuratorate.screening.states import RunState, VersionState

READERS = PROCURATORS | {Role.CASE_MANAGER}
MODELLERS = frozenset({Role.SUPERVISOR, Role.DEPARTMENT_HEAD})
IMPORTERS = MODELLERS | {Role.CASE_MANAGER}
LEADERS = frozenset({Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})
CHECKERS = frozenset({Role.PROCURATOR, Role.SUPERVISOR, Role.DEPARTMENT_HEAD})
ELSEWHERE = Refusal("not_yours", "这是另一个院建立的，由该院办理。您可以查看。")


def may_import(actor: Actor) -> Refusal | None:
    """Bring historic cases into the archive."""
    if actor.role in IMPORTERS:
        return None
    return Refusal("role", "历史案件由业务指导、部门负责人或者案件管理人员导入。")


def may_seal(actor: Actor) -> Refusal | None:
    """Have a record read masked from now on."""
    return may_import(actor)


def may_draft(actor: Actor) -> Refusal | None:
    """Found a model, write its versions."""
    return None if actor.role in MODELLERS else Refusal("role", "监督模型由业务指导或者部门负责人起草。")


def may_edit(actor: Actor, version: Version) -> Refusal | None:
    """Change a draft; what was submitted or approved stays as it is."""
    if refusal := may_draft(actor) or _ours(actor, version.model):
        return refusal
    if version.state != VersionState.DRAFT:
        return Refusal("state", f"这一版{version.get_state_display()}，不能再改。请另起一版。")
    return None


def may_approve(actor: Actor, version: Version) -> Refusal | None:
    """Approve or send back: a leader of the same 院 who did not draft it."""
    if actor.role not in LEADERS:
        return Refusal("role", "监督模型由部门负责人、分管副检察长或者检察长批准。")
    if refusal := _ours(actor, version.model):
        return refusal
    if actor.officer_id == version.by_id:
        return Refusal("own", "起草人不能批准自己起草的模型，请由另一人批准。")
    return None


def may_retire(actor: Actor, version: Version) -> Refusal | None:
    """Take an approved version out of use."""
    if actor.role not in LEADERS | MODELLERS:
        return Refusal("role", "停用模型由业务指导或者院领导办理。")
    return _ours(actor, version.model)


def may_run(actor: Actor, version: Version, *, sample: bool) -> Refusal | None:
    """Run a version: an approved one on everything, a draft on a sample only."""
    if refusal := may_draft(actor) or _ours(actor, version.model):
        return refusal
    if version.state == VersionState.RETIRED:
        return Refusal("state", "这一版已停用，不能再筛查。")
    if version.state != VersionState.APPROVED and not sample:
        return Refusal("state", "没有批准的版本只能抽样试算。批准后才能全部筛查。")
    return None


def may_steer(actor: Actor, run: Run) -> Refusal | None:
    """Pause, resume, cancel a run."""
    if refusal := may_draft(actor):
        return refusal
    return None if actor.owns(run.organ_id) else ELSEWHERE


def may_send(actor: Actor, run: Run) -> Refusal | None:
    """Send clues down: never from a sample, nor from a version nobody approved."""
    if refusal := may_steer(actor, run):
        return refusal
    if run.is_sample or run.version.approved_at is None:
        return Refusal("sample", "抽样试算的结果只供比较，不下发线索。")
    if run.state == RunState.CANCELLED:
        return Refusal("state", "这次筛查已取消，不下发线索。")
    return None


def may_check(actor: Actor, clue: Clue) -> Refusal | None:
    """Settle what a clue suspects, note what followed: the very house it was sent to, its resident office too."""
    if actor.role not in CHECKERS:
        return Refusal("role", "线索由承办检察官或者部门负责人核查认定。您可以查看。")
    if clue.organ_id in actor.desks:
        return None
    return Refusal("not_yours", f"这条线索由{clue.organ.name}核查。您可以查看。")


def _ours(actor: Actor, model: SupervisionModel) -> Refusal | None:
    return None if actor.owns(model.organ_id) else ELSEWHERE
