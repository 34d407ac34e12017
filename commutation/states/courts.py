"""The court's half, and what comes after the ruling."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Trial(TextChoices):
    WRITTEN = "written", "书面审理"
    HEARING = "hearing", "开庭审理"


class Missing(TextChoices):
    """What the court asks to be sent after, and within how many days (法释〔2014〕5号第2条；法释〔2024〕5号第5条)."""

    PAPERS = "papers", "一般材料（3日）"
    PROPERTY = "property", "财产性判项材料（7日）"


class WitnessKind(TextChoices):
    OFFICER = "officer", "管教民警"
    CELLMATE = "cellmate", "同监室罪犯"
    OBJECTOR = "objector", "提出异议人"
    OTHER = "other", "其他"


class RulingOutcome(TextChoices):
    AS_PROPOSED = "as_proposed", "照准"
    ADJUSTED = "adjusted", "调整"
    REFUSED = "refused", "不予"
    WITHDRAWN = "withdrawn", "准许撤回"


GRANTED = frozenset({RulingOutcome.AS_PROPOSED, RulingOutcome.ADJUSTED})


class RulingState(TextChoices):
    UNMATCHED = "unmatched", "待对应"
    MATCHED = "matched", "待审查"
    ACCEPTED = "accepted", "审查无意见"
    OBJECTED = "objected", "已提纠正意见"
    REPORTED = "reported", "已报告上级院"
    REHEARD = "reheard", "已重新审理"
    VOID = "void", "已作废"


RULING_MOVES = moves(
    match=({RulingState.UNMATCHED}, RulingState.MATCHED),
    unmatch=({RulingState.MATCHED}, RulingState.UNMATCHED),
    accept=({RulingState.MATCHED}, RulingState.ACCEPTED),
    object=({RulingState.MATCHED, RulingState.ACCEPTED, RulingState.REPORTED}, RulingState.OBJECTED),
    report=({RulingState.MATCHED, RulingState.ACCEPTED}, RulingState.REPORTED),
    rehear=({RulingState.OBJECTED}, RulingState.REHEARD),
    void=({RulingState.UNMATCHED}, RulingState.VOID),
)


class Recipient(TextChoices):
    """On whom a ruling or decision is served."""

    PRISON = "prison", "执行机关"
    PEER = "peer", "同级人民检察院"
    INMATE = "inmate", "罪犯本人"
    COMMUNITY = "community", "社区矫正机构"
    COUNTY_PROCURATORATE = "county_procuratorate", "执行地县级人民检察院"
    POLICE = "police", "公安机关"
    TRIAL_COURT = "trial_court", "原审人民法院"


class RecordState(TextChoices):
    """Where the 备案审查 of a ruling stands (高检发监字〔2014〕5号第2、5—7条)."""

    DUE = "due", "待报备"
    SENT = "sent", "已报备"
    LACKING = "lacking", "待补报"
    CLEARED = "cleared", "备案审查无意见"
    ADVISED = "advised", "待报告执行"
    CLOSED = "closed", "已报告执行"
    DROPPED = "dropped", "已撤销"


RECORD_MOVES = moves(
    send=({RecordState.DUE, RecordState.LACKING}, RecordState.SENT),
    ask_more=({RecordState.SENT}, RecordState.LACKING),
    clear=({RecordState.SENT}, RecordState.CLEARED),
    advise=({RecordState.SENT}, RecordState.ADVISED),
    report=({RecordState.ADVISED}, RecordState.CLOSED),
    drop=({RecordState.DUE}, RecordState.DROPPED),  # the ruling is about somebody else
)


RECORDED = frozenset({RecordState.CLEARED, RecordState.CLOSED, RecordState.DROPPED})  # nothing left to do


class WithdrawalState(TextChoices):
    ASKED = "asked", "已申请"
    GRANTED = "granted", "准许撤回"
    DENIED = "denied", "不准撤回"


WITHDRAWAL_MOVES = moves(
    grant=({WithdrawalState.ASKED}, WithdrawalState.GRANTED),
    deny=({WithdrawalState.ASKED}, WithdrawalState.DENIED),
)
