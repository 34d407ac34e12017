"""What the procuratorate does with a case: opinions, questions, findings, the way to a signature."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Advice(TextChoices):
    """An opinion given while the prison still asks (practice.md F1)."""

    AGREE = "agree", "同意"
    ADJUST = "adjust", "建议调整幅度"
    DISAGREE = "disagree", "不同意"
    SUPPLEMENT = "supplement", "建议补充材料"
    DEFER = "defer", "建议暂缓"


class AdviceState(TextChoices):
    DRAFT = "draft", "拟稿"
    GIVEN = "given", "已提出"


ADVICE_MOVES = moves(give=({AdviceState.DRAFT}, AdviceState.GIVEN))


class QuestionState(TextChoices):
    ASKED = "asked", "待答复"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"


QUESTION_MOVES = moves(
    chase=({QuestionState.ASKED}, QuestionState.ASKED),
    answer=({QuestionState.ASKED}, QuestionState.ANSWERED),
    withdraw=({QuestionState.ASKED}, QuestionState.WITHDRAWN),
)


class Verdict(TextChoices):
    """The answers of a rule that a person is shown; what does not apply or is met leaves no finding."""

    BREACHED = "breached", "不符"
    UNDECIDED = "undecided", "无法判断"
    WARNED = "warned", "提醒"  # breached by a rule that is not verified: it may warn, never accuse


class FindingState(TextChoices):
    """Where a person stands with a finding. Only a person moves it."""

    SUSPECTED = "suspected", "疑点"
    CHECKING = "checking", "核查中"
    VERIFIED = "verified", "查证属实"
    EXCLUDED = "excluded", "排除"
    UNDECIDABLE = "undecidable", "无法判断"
    OUTDATED = "outdated", "已随事实变更消失"


_OPEN: set[str] = {FindingState.SUSPECTED, FindingState.CHECKING}
_SETTLED: set[str] = {FindingState.VERIFIED, FindingState.EXCLUDED, FindingState.UNDECIDABLE}
FINDING_MOVES = moves(
    check=({FindingState.SUSPECTED}, FindingState.CHECKING),
    verify=(_OPEN, FindingState.VERIFIED),
    exclude=(_OPEN, FindingState.EXCLUDED),
    give_up=(_OPEN, FindingState.UNDECIDABLE),
    reopen=(_SETTLED, FindingState.CHECKING),
    outdate=(_OPEN, FindingState.OUTDATED),
    revive=({FindingState.OUTDATED}, FindingState.SUSPECTED),
)
OPEN_FINDINGS = frozenset(_OPEN)
SETTLED_FINDINGS = frozenset(_SETTLED)


class Gravity(TextChoices):
    """How a verified finding is weighed (规则第624条的分层)."""

    FLAW = "flaw", "瑕疵"
    MINOR = "minor", "轻微违法"
    SERIOUS = "serious", "严重违法"


class PaperKind(TextChoices):
    """Papers the procuratorate gives, by the names practice uses."""

    AGREEMENT = "agreement", "检察意见书（同意）"
    FILING_OPINION = "filing_opinion", "检察意见书"
    HEARING_OPINION = "hearing_opinion", "出庭检察意见书"
    RULING_OBJECTION = "ruling_objection", "纠正不当裁定意见书"
    LATE_OBJECTION = "late_objection", "纠正不当裁定意见书（期限外）"
    DECISION_OBJECTION = "decision_objection", "纠正不当暂予监外执行决定意见书"
    FILING_ADVICE = "filing_advice", "建议提请"
    REFILING_ADVICE = "refiling_advice", "建议重新报请"
    NOT_COUNTED_ADVICE = "not_counted_advice", "不计入执行刑期的建议"
    RECALL_NOTICE = "recall_notice", "通知收监"
    REPORT_UPWARD = "report_upward", "报告（层报）"
    RELEASE_SHEET = "release_sheet", "监外执行罪犯出监告知表"


BY_PROCURATOR = frozenset({PaperKind.AGREEMENT, PaperKind.RELEASE_SHEET, PaperKind.REPORT_UPWARD})


class OpinionState(TextChoices):
    DRAFT = "draft", "拟稿"
    WITH_HEAD = "with_head", "部门审核"
    WITH_CHIEF = "with_chief", "待签发"
    COMMITTEE = "committee", "检委会讨论"
    RETURNED = "returned", "退回修改"
    ISSUED = "issued", "已发出"
    DROPPED = "dropped", "已放弃"


_WRITING: set[str] = {OpinionState.DRAFT, OpinionState.RETURNED}
OPINION_MOVES = moves(
    edit=(_WRITING, OpinionState.DRAFT),
    submit=(_WRITING, OpinionState.WITH_HEAD),
    endorse=({OpinionState.WITH_HEAD}, OpinionState.WITH_CHIEF),
    refer=({OpinionState.WITH_CHIEF}, OpinionState.COMMITTEE),  # 提交检委会
    resolve=({OpinionState.COMMITTEE}, OpinionState.WITH_CHIEF),
    send_back=({OpinionState.WITH_HEAD, OpinionState.WITH_CHIEF}, OpinionState.RETURNED),
    issue=({OpinionState.WITH_CHIEF}, OpinionState.ISSUED),
    sign=(_WRITING, OpinionState.ISSUED),  # what the procurator in charge signs alone
    drop=(_WRITING, OpinionState.DROPPED),
)
EDITABLE = frozenset(_WRITING)


class Step(TextChoices):
    """What is written of an opinion's way, act by act."""

    DRAFTED = "drafted", "拟稿"
    EDITED = "edited", "修改"
    SUBMITTED = "submitted", "送审"
    ENDORSED = "endorsed", "审核同意"
    REFERRED = "referred", "提交检委会"
    RESOLVED = "resolved", "检委会决定"
    RETURNED = "returned", "退回"
    ISSUED = "issued", "签发"
    SIGNED = "signed", "签署"
    DROPPED = "dropped", "放弃"


class FlowState(TextChoices):
    SENT = "sent", "待回复"
    ANSWERED = "answered", "已回复"
    CLOSED = "closed", "已办结"


FLOW_MOVES = moves(
    answer=({FlowState.SENT}, FlowState.ANSWERED),
    close=({FlowState.SENT, FlowState.ANSWERED}, FlowState.CLOSED),
)
