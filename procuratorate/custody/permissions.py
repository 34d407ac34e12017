"""Who may write about a person, and who about an officer's recusal."""

from __future__ import annotations

from procuratorate.custody.models import Judgment, Person, Recusal, SealedQuery
from procuratorate.custody.states import SEALED_MOVES, UNSEALERS, Sealed, Standing
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role, Side

RECORDERS = frozenset({Role.EXECUTION_CLERK, Role.EXECUTION_HEAD}) | CENTRE_STAFF
# 规则第29、37条: the chief decides on officers of the 院; a warden or head of a centre on those of their own house.
DECIDERS = frozenset({Role.CHIEF, Role.WARDEN, Role.CENTRE_HEAD})
HANDLERS = PROCURATORS | PRISON_STAFF | CENTRE_STAFF | {Role.CASE_MANAGER, Role.BUREAU_OFFICER}
BUILDERS = frozenset({Side.BUILDER, Side.SERVICE})


def may_record(actor: Actor, person: Person | None = None) -> Refusal | None:
    """Write facts of a person: the execution section of the prison, or the centre, that keeps the person."""
    if actor.side in BUILDERS:
        return None
    if actor.role not in RECORDERS:
        return Refusal("role", "罪犯档案由监狱刑罚执行科、看守所录入和更正。发现有误，请告知该单位。")
    if person is not None and not actor.owns(person.keeper_id):
        return Refusal("not_yours", "此人现由其他单位关押，请由该单位更正。")
    return None


def may_reveal(actor: Actor) -> Refusal | None:
    """See a document number in full: those who work on cases and dossiers."""
    if actor.role in PROCURATORS | RECORDERS | {
        Role.WARDEN,
        Role.DEPUTY_WARDEN,
        Role.BUREAU_OFFICER,
        Role.CASE_MANAGER,
    }:
        return None
    return Refusal("role", "您的岗位不能查看完整证件号码。确需核对，请联系刑罚执行科。")


def may_declare(actor: Actor) -> Refusal | None:
    """Declare one's own recusal: any officer who handles cases (规则第24条)."""
    return None if actor.role in HANDLERS else Refusal("role", "回避由办理案件和管理罪犯的人员本人提出。")


def may_decide(actor: Actor, recusal: Recusal) -> Refusal | None:
    """Decide on a recusal: the head of the officer's own house, never the officer."""
    if actor.role not in DECIDERS or not actor.owns(recusal.organ_id):
        return Refusal("role", "回避由检察长决定；监所民警的回避由本单位负责人决定。")
    if actor.officer_id == recusal.officer_id:
        return Refusal("own", "不能决定本人的回避，请提请检察委员会决定后由案件管理人员登记。")
    if recusal.state != Standing.DECLARED:
        return Refusal("state", f"这项回避已经{recusal.get_state_display()}。")
    return None


def reads_sealed(actor: Actor, person: Person) -> bool:
    """Whether a sealed record lies open: to the section alone that keeps it and executes the sentence."""
    return actor.role in RECORDERS and actor.owns(person.keeper_id)


def may_ask_sealed(actor: Actor, judgment: Judgment) -> Refusal | None:
    """Ask to see a sealed record: those who handle cases and dossiers."""
    if actor.role not in HANDLERS:
        return Refusal("role", "封存的犯罪记录，只有办案人员可以依法申请查询。")
    if not judgment.is_sealed:
        return Refusal("open", "这份判决没有封存，可以直接查看。")
    if reads_sealed(actor, judgment.person):
        return Refusal("keeper", "本科室保管这份记录，不必申请。")
    return None


def may_decide_sealed(actor: Actor, query: SealedQuery) -> Refusal | None:
    """Grant or refuse: the head of the keeping site, never the applicant."""
    if actor.role not in UNSEALERS or not actor.owns(query.keeper_id):
        return Refusal("role", "查询由封存单位负责人决定（监狱为监狱长、分管副监狱长）。")
    if actor.officer_id == query.officer_id:
        return Refusal("own", "不能决定本人的申请，请由另一名负责人决定。")
    if query.state != Sealed.ASKED:
        return Refusal("state", f"这项申请{query.get_state_display()}，不能再决定。")
    return None


def may_look(actor: Actor, query: SealedQuery) -> Refusal | None:
    """Look, once: the applicant, after it was granted."""
    if actor.officer_id != query.officer_id:
        return Refusal("not_yours", "许可只给申请人本人，不能转借。")
    if query.state not in SEALED_MOVES["look"].sources:
        return Refusal("state", f"这项申请{query.get_state_display()}。许可只可查看一次，再次查看须重新申请。")
    return None
