"""Closed vocabularies of detention centres. Phases and decisions are the law's own words (detention.vocabulary)."""

from django.db.models import TextChoices

from procuratorate.custody.states import Ended
from procuratorate.lib.moves import moves


class Presence(TextChoices):
    IN = "in", "在所"
    LEFT = "left", "已出所"


class Left(TextChoices):
    """How somebody left a centre."""

    RELEASED = "released", "释放"
    BAILED = "bailed", "取保候审、监视居住"
    DELIVERED = "delivered", "交付执行"
    TERM_OVER = "term_over", "刑满释放"
    TRANSFERRED = "transferred", "移送其他看守所"
    DIED = "died", "死亡"
    ESCAPED = "escaped", "脱逃"
    OTHER = "other", "其他"


ENDED = {
    Left.DELIVERED: Ended.DELIVERED, Left.TERM_OVER: Ended.RELEASED, Left.TRANSFERRED: Ended.TRANSFERRED,
    Left.DIED: Ended.DIED, Left.ESCAPED: Ended.ESCAPED,
}  # fmt: skip


class Did(TextChoices):
    """What happened to a clock or about it; each is a row that stays."""

    GRANT = "grant", "延长"
    ANEW = "anew", "重新计算"
    STOP = "stop", "停止计算"
    RESUME = "resume", "恢复计算"
    HANDED = "handed", "收到换押证"
    NOTICE = "notice", "发出届满通知"
    REPORT = "report", "书面报告超期"


class Verdict(TextChoices):
    """The answers of a rule that leave a finding."""

    BREACHED = "breached", "不符"
    WARNED = "warned", "提醒"  # by a rule that is not verified: it may warn, never accuse


class FindingState(TextChoices):
    """Where a person stands with a finding. Only a person moves it."""

    SUSPECTED = "suspected", "疑点"
    VERIFIED = "verified", "查证属实"
    EXCLUDED = "excluded", "排除"
    UNDECIDABLE = "undecidable", "无法判断"
    OUTDATED = "outdated", "已随事实变更消失"


_SETTLED: set[str] = {FindingState.VERIFIED, FindingState.EXCLUDED, FindingState.UNDECIDABLE}
FINDING_MOVES = moves(
    verify=({FindingState.SUSPECTED}, FindingState.VERIFIED),
    exclude=({FindingState.SUSPECTED}, FindingState.EXCLUDED),
    give_up=({FindingState.SUSPECTED}, FindingState.UNDECIDABLE),
    reopen=(_SETTLED, FindingState.SUSPECTED),
    outdate=({FindingState.SUSPECTED}, FindingState.OUTDATED),
    revive=({FindingState.OUTDATED}, FindingState.SUSPECTED),
)


class Source(TextChoices):
    """By which way a centre told."""

    SCREEN = "screen", "页面"
    EXCEL = "excel", "表格"
    API = "api", "接口"
    PACKET = "packet", "交换包"


class DeliveryState(TextChoices):
    CHECKING = "checking", "核对中"
    CHECKED = "checked", "已核对"
    COMMITTING = "committing", "写入中"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"


class ListState(TextChoices):
    PROPOSED = "proposed", "待对方签署"
    IN_FORCE = "in_force", "施行"
    REPLACED = "replaced", "已被替代"


LIST_MOVES = moves(
    sign=({ListState.PROPOSED}, ListState.IN_FORCE),
    replace=({ListState.IN_FORCE, ListState.PROPOSED}, ListState.REPLACED),
)


class CommittalState(TextChoices):
    """Where one attempt to hand somebody to a prison stands."""

    SENT = "sent", "送交中"
    REFUSED = "refused", "不予收监"
    OBLIGED = "obliged", "应当收监"
    ADMITTED = "admitted", "已收监"
    CALLED_BACK = "called_back", "已撤回"


OPEN_COMMITTALS: frozenset[str] = frozenset({CommittalState.SENT, CommittalState.REFUSED, CommittalState.OBLIGED})
COMMITTAL_MOVES = moves(
    refuse=({CommittalState.SENT}, CommittalState.REFUSED),
    admit=(set(OPEN_COMMITTALS), CommittalState.ADMITTED),
    oblige=({CommittalState.REFUSED}, CommittalState.OBLIGED),
    call_back=({CommittalState.SENT, CommittalState.REFUSED, CommittalState.OBLIGED}, CommittalState.CALLED_BACK),
)


class Refused(TextChoices):
    """Why a prison does not take somebody in. The law of 2012 named the first two."""

    LACKING = "lacking", "执行文书不齐全"
    WRONG = "wrong", "文书记载有误，可能导致错误收监"
    OTHER = "other", "其他"


class View(TextChoices):
    """What the procuratorate makes of the reasons."""

    HOLDS = "holds", "不收监的理由成立"
    FAILS = "fails", "不收监的理由不成立，应当收监"


# What goes with a person to the prison; the last since 监狱法（2026年修订）第31条第2款.
EXECUTION_PAPERS = {
    "indictment": "起诉书副本（自诉状复印件）", "judgment": "判决书、裁定书", "order": "执行通知书",
    "closing": "结案登记表", "health": "健康检查材料", "property": "财产性判项执行情况材料",
}  # fmt: skip

ACTS = {
    "detention.api": "接口报送七项",
    "detention.send_to_prison": "送交监狱", "detention.refuse_intake": "不予收监", "detention.admit_committed": "收监",
    "detention.call_back": "撤回送交", "detention.refer_refusal": "通报不予收监",
    "detention.view_refusal": "审查不予收监",
    "detention.oblige": "签发应当收监意见", "detention.note_family": "登记通知家属",
    "detention.propose_list": "提出共享项目", "detention.sign_list": "签署共享项目",
    "detention.send_feed": "发送每日七项", "detention.correct_feed": "更正每日七项",
    "detention.deliver": "上传每日名册", "detention.commit_delivery": "确认写入每日名册",
    "detention.discard_delivery": "放弃每日名册", "detention.take_rows": "写入每日名册",
    "detention.correct": "更正收押登记", "detention.draft_correction": "由疑点拟制纠正文书",
    "detention.refer_finding": "向有权的院通报羁押疑点",
    "detention.watch": "超期羁押纠正后五日跟踪",
    "detention.admit": "收押登记", "detention.pass_on": "办案环节变更", "detention.grant": "登记延长羁押期限",
    "detention.count_anew": "登记重新计算羁押期限", "detention.stop": "登记停止计算",
    "detention.resume": "登记恢复计算",
    "detention.note_handover": "登记换押证", "detention.note_report": "登记超期书面报告",
    "detention.draft_notice": "拟制届满通知", "detention.issue_notice": "签发届满通知",
    "detention.note_notice": "登记届满通知",
    "detention.leave": "出所登记",
    "detention.edit": "修改在押人员登记", "detention.settle_finding": "处理羁押疑点",
}  # fmt: skip
