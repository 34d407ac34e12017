"""What is told to be mended: oral correction, correction opinion, violation notice, suggestion, and what comes back."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Kind(TextChoices):
    """Papers of supervision, by the names practice uses (practice.md §2); in the order of their weight."""

    ORAL = "oral", "口头纠正"
    CORRECTION = "correction", "纠正意见书"
    VIOLATION = "violation", "纠正违法通知书"
    SUGGESTION = "suggestion", "检察建议书"


class Matter(TextChoices):
    """What it is about, where that changes the period of the reply (law.md §3.6)."""

    GENERAL = "general", "一般事项"
    OVER_DETENTION = "over_detention", "超期羁押"
    CONDUCT_POINTS = "conduct_points", "计分考核"


class State(TextChoices):
    DRAFT = "draft", "拟稿"
    WITH_HEAD = "with_head", "部门审核"
    WITH_CHIEF = "with_chief", "待签发"
    RETURNED = "returned", "退回修改"
    DROPPED = "dropped", "已放弃"
    ISSUED = "issued", "已发出，待送达"
    SERVED = "served", "待回复"
    ANSWERED = "answered", "核实中"
    CLOSING = "closing", "待复核销号"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"
    REVOKED = "revoked", "已撤销"


WRITING = frozenset({State.DRAFT, State.RETURNED})
IN_HAND = WRITING | {State.WITH_HEAD, State.WITH_CHIEF}  # the procuratorate's own until it is sent
STANDING = frozenset({State.ISSUED, State.SERVED, State.ANSWERED})  # sent, and something is still to be done
OPEN = STANDING | {State.CLOSING}
ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.REVOKED})
SENT = OPEN | ENDED
_WRITING: set[str] = set(WRITING)
_STANDING: set[str] = set(STANDING)
NOTICE_MOVES = moves(
    edit=(_WRITING, State.DRAFT),
    submit=(_WRITING, State.WITH_HEAD),
    endorse=({State.WITH_HEAD}, State.WITH_CHIEF),
    send_back=({State.WITH_HEAD, State.WITH_CHIEF}, State.RETURNED),
    issue=({State.WITH_CHIEF}, State.ISSUED),
    speak=(_WRITING, State.SERVED),  # an oral correction is received as it is spoken
    drop=(_WRITING, State.DROPPED),
    serve=({State.ISSUED}, State.SERVED),
    answer=({State.ISSUED, State.SERVED, State.ANSWERED}, State.ANSWERED),  # every open point has its answer
    reopen=({State.ANSWERED}, State.SERVED),  # a point went back, or was upheld: an answer is owed again
    propose=(_STANDING, State.CLOSING),
    refuse=({State.CLOSING}, State.ANSWERED),
    close=({State.CLOSING}, State.CLOSED),
    withdraw=(_STANDING | {State.CLOSING}, State.WITHDRAWN),
    revoke=(_STANDING, State.REVOKED),  # the re-examination found every point wrong
)


class PointState(TextChoices):
    OPEN = "open", "待答复"
    ANSWERED = "answered", "待核实"
    BACK = "back", "退回补充"
    CORRECTED = "corrected", "已纠正"
    OBJECTED = "objected", "复查中"
    UPHELD = "upheld", "复查维持"
    REVOKED = "revoked", "已撤销"
    WITHDRAWN = "withdrawn", "已撤回"


_OWED: set[str] = {PointState.OPEN, PointState.BACK, PointState.UPHELD}
OWED = frozenset(_OWED)  # an answer is owed
SETTLED = frozenset({PointState.CORRECTED, PointState.REVOKED, PointState.WITHDRAWN})
_UNSETTLED: set[str] = _OWED | {PointState.ANSWERED, PointState.OBJECTED}
POINT_MOVES = moves(
    answer=(_OWED | {PointState.ANSWERED}, PointState.ANSWERED),
    accept=({PointState.ANSWERED}, PointState.CORRECTED),
    note=(_OWED | {PointState.ANSWERED}, PointState.CORRECTED),  # an oral correction, seen mended on the spot
    send_back=({PointState.ANSWERED}, PointState.BACK),
    object=(
        {PointState.OPEN, PointState.BACK, PointState.ANSWERED},
        PointState.OBJECTED,
    ),  # upheld, it is not disputed again
    uphold=({PointState.OBJECTED}, PointState.UPHELD),
    revoke=({PointState.OBJECTED}, PointState.REVOKED),
    withdraw=(_UNSETTLED, PointState.WITHDRAWN),
)


class Stance(TextChoices):
    """What the addressee makes of a point; it may always say why (practice.md §5.4)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REFUSED = "refused", "不采纳"


class Finding(TextChoices):
    """What the procurator makes of an answer."""

    CORRECTED = "corrected", "已纠正"
    BACK = "back", "退回补充"


class ObjectionState(TextChoices):
    RECEIVED = "received", "复查中"
    PROPOSED = "proposed", "待检察长决定"
    UPHELD = "upheld", "复查维持"
    REVOKED = "revoked", "异议成立，撤销"
    LAPSED = "lapsed", "因撤回终止"


OBJECTION_MOVES = moves(
    propose=({ObjectionState.RECEIVED, ObjectionState.PROPOSED}, ObjectionState.PROPOSED),
    return_=({ObjectionState.PROPOSED}, ObjectionState.RECEIVED),
    uphold=({ObjectionState.PROPOSED}, ObjectionState.UPHELD),
    revoke=({ObjectionState.PROPOSED}, ObjectionState.REVOKED),
    lapse=({ObjectionState.RECEIVED, ObjectionState.PROPOSED}, ObjectionState.LAPSED),  # every point was taken back
)
UNDECIDED = frozenset({ObjectionState.RECEIVED, ObjectionState.PROPOSED})


class RungKind(TextChoices):
    """Rungs of the ladder, each a leader's act (规则第553、554条; practice.md F19)."""

    CHASE = "chase", "督促"
    REPORT = "report", "报告上一级院"
    TELL = "tell", "上级院通报其上级机关"
    FILING = "filing", "报上一级院备案"
    CONGRESS = "congress", "报告人大常委会"
    COMMISSION = "commission", "移送监察委员会"


LADDER = (RungKind.CHASE, RungKind.REPORT, RungKind.TELL)  # one after the other
ASIDE = (RungKind.FILING, RungKind.CONGRESS, RungKind.COMMISSION)  # whenever a leader decides


class RungState(TextChoices):
    DRAFT = "draft", "待领导签发"
    SENT = "sent", "已发出"
    DROPPED = "dropped", "不发"


RUNG_MOVES = moves(
    send=({RungState.DRAFT}, RungState.SENT),
    drop=({RungState.DRAFT}, RungState.DROPPED),
)


class Easing(TextChoices):
    """What somebody asked for: that it be taken back, or made milder (N15)."""

    WITHDRAW = "withdraw", "撤回"
    SOFTEN = "soften", "改为较轻的方式"


class EasingState(TextChoices):
    ASKED = "asked", "待检察长决定"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"


EASING_MOVES = moves(
    grant=({EasingState.ASKED}, EasingState.GRANTED),
    refuse=({EasingState.ASKED}, EasingState.REFUSED),
)


class Step(TextChoices):
    """What is written of a notice's way, act by act; the first six are the procuratorate's own."""

    DRAFTED = "drafted", "拟稿"
    EDITED = "edited", "修改"
    SUBMITTED = "submitted", "送审"
    ENDORSED = "endorsed", "审核同意"
    RETURNED = "returned", "退回"
    DROPPED = "dropped", "放弃"
    ISSUED = "issued", "签发"
    SPOKEN = "spoken", "口头提出"
    SERVED = "served", "送达"
    CHARGED = "charged", "指定责任人"
    ANSWERED = "answered", "答复"
    CHECKED = "checked", "核实"
    OBJECTED = "objected", "提出异议"
    EXAMINED = "examined", "拟复查意见"
    DECIDED = "decided", "复查决定"
    CHASED = "chased", "督促"
    REPORTED = "reported", "报告上一级院"
    TOLD = "told", "上级院通报"
    FILED = "filed", "报送备案"
    CONGRESS = "congress", "报告人大"
    HANDED = "handed", "移送监委"
    EASED = "eased", "请求撤回、变更"
    WITHDRAWN = "withdrawn", "撤回"
    KEPT = "kept", "不予撤回"
    MENDED = "mended", "更正"
    PROPOSED = "proposed", "拟销号"
    REFUSED = "refused", "不同意销号"
    CLOSED = "closed", "销号"


# Both sides read these; the rest is the procuratorate's own.
SHARED = frozenset(
    {
        Step.ISSUED, Step.SPOKEN, Step.SERVED, Step.CHARGED, Step.ANSWERED, Step.CHECKED, Step.OBJECTED, Step.DECIDED,
        Step.CHASED, Step.WITHDRAWN, Step.MENDED, Step.CLOSED,
    }
)  # fmt: skip

# What the auditor reads.
ACTS: dict[str, str] = {
    "notices.draft": "拟纠正文书", "notices.edit": "修改纠正文书", "notices.submit": "送审纠正文书",
    "notices.endorse": "审核纠正文书", "notices.send_back": "退回纠正文书", "notices.drop": "放弃纠正文书",
    "notices.issue": "签发纠正文书", "notices.speak": "登记口头纠正", "notices.record_service": "登记纠正文书送达",
    "notices.charge": "指定责任人", "notices.answer": "答复纠正文书", "notices.register_answer": "登记来文答复",
    "notices.check": "核实纠正情况", "notices.object": "提出异议", "notices.register_objection": "登记来文异议",
    "notices.propose_decision": "拟复查意见", "notices.return_decision": "退回复查意见",
    "notices.decide": "复查决定", "notices.lapse": "复查因撤回终止",
    "notices.draft_rung": "拟督促、报告", "notices.edit_rung": "修改督促、报告",
    "notices.send_rung": "签发督促、报告", "notices.drop_rung": "不发督促、报告",
    "notices.ask_easing": "登记请求撤回、变更", "notices.decide_easing": "决定撤回、变更",
    "notices.mend": "更正纠正文书", "notices.propose_closing": "拟销号", "notices.refuse_closing": "不同意销号",
    "notices.close": "销号", "notices.read_file": "查阅佐证",
    "notices.api_list": "接口查询纠正文书", "notices.api_read": "接口查阅纠正文书",
}  # fmt: skip
