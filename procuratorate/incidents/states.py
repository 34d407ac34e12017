"""Closed vocabularies of events in custody: states, acts, who does them. Kinds are the law's own words (vocabulary)."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class State(TextChoices):
    RUNNING = "running", "执行中"
    LIFTED = "lifted", "已解除"
    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"


MOVES = moves(
    lift=({State.RUNNING}, State.LIFTED),
    close=({State.OPEN}, State.CLOSED),
    reopen=({State.CLOSED}, State.OPEN),
)


class Act(TextChoices):
    """What is recorded of an event, by either side."""

    REPORTED = "reported", "通报检察院"
    CORRECTED = "corrected", "更正登记"
    CAUSE_GONE = "cause_gone", "情形消失"
    EXTENDED = "extended", "批准延长使用"
    LIFTED = "lifted", "解除"
    SUPPLEMENT = "supplement", "续报情况"
    KIN_TOLD = "kin_told", "通知近亲属"
    COURT_TOLD = "court_told", "通知法院、办案机关"
    SUPERIOR_TOLD = "superior_told", "报告主管机关"
    SCENE = "scene", "现场保护、勘验"
    CERTIFICATE = "certificate", "死亡证明抄送"
    CONCLUSION = "conclusion", "监所调查结论"
    ATTENDED = "attended", "到场"
    CHIEF_TOLD = "chief_told", "报告检察长"
    CHECKED = "checked", "核查"
    REPORTED_UP = "reported_up", "报上一级院、续报"
    EXAMINED = "examined", "检验、委托鉴定"
    PATROL = "patrol", "组织巡回检察"
    KIN_APPLIED = "kin_applied", "近亲属申请"
    KIN_ANSWERED = "kin_answered", "答复近亲属"
    NO_DOUBT = "no_doubt", "无疑义通知"
    CONCLUDED = "concluded", "检察调查结论"
    KIN_INFORMED = "kin_informed", "结论通知近亲属"
    KIN_OBJECTED = "kin_objected", "近亲属要求复议"
    KIN_REVIEWED = "kin_reviewed", "复议决定"
    OPINION = "opinion", "检察意见"
    CLOSED = "closed", "办结"
    REOPENED = "reopened", "重新办理"


OF_SITE = (
    Act.LIFTED, Act.CAUSE_GONE, Act.EXTENDED, Act.KIN_TOLD, Act.SUPERIOR_TOLD, Act.COURT_TOLD, Act.SCENE,
    Act.CERTIFICATE, Act.CONCLUSION, Act.SUPPLEMENT, Act.CORRECTED,
)  # fmt: skip
OF_OFFICE = (
    Act.ATTENDED, Act.CHECKED, Act.CHIEF_TOLD, Act.REPORTED_UP, Act.EXAMINED, Act.PATROL, Act.KIN_APPLIED,
    Act.KIN_ANSWERED, Act.NO_DOUBT, Act.CONCLUDED, Act.KIN_INFORMED, Act.KIN_OBJECTED, Act.KIN_REVIEWED,
    Act.OPINION, Act.CLOSED, Act.REOPENED,
)  # fmt: skip
# What is sent to the site and read there. Everything else the office writes stays its own; kin's papers always do.
SENT_TO_SITE = frozenset({Act.NO_DOUBT, Act.CONCLUDED})
SHARED = frozenset({Act.REPORTED, *OF_SITE, *SENT_TO_SITE})
OF_KIN = (Act.KIN_APPLIED, Act.KIN_ANSWERED, Act.KIN_INFORMED, Act.KIN_OBJECTED, Act.KIN_REVIEWED)


class View(TextChoices):
    """What a check comes to: the conclusion stands, or the office looks into it on one of two grounds (规则663)."""

    AGREED = "agreed", "同意监所的调查结论"
    ASKED = "asked", "近亲属等有异议，有必要调查核实"
    DOUBTED = "doubted", "对调查结论有异议，调查核实"


INVESTIGATED = frozenset({View.ASKED, View.DOUBTED})


class Source(TextChoices):
    """Who names a recording."""

    SITE = "site", "监所封存"
    OFFICE = "office", "检察调取"


class Hash(TextChoices):
    SM3 = "sm3", "SM3"
    SHA256 = "sha256", "SHA-256"


ACTS = {
    "incidents.report": "登记并通报事件", "incidents.record": "登记事件办理",
    "incidents.draft_correction": "从事件起草纠正意见",
    "incidents.read_list": "查看事件名单", "incidents.note_recording": "登记录像",
    "incidents.export_recording": "登记录像导出",
    "incidents.view_recording": "调阅录像", "incidents.print_recordings": "打印录像封存清单",
    "incidents.read_file": "查看事件附件", "incidents.order_bundle": "装订事件全卷",
    "incidents.bind_bundle": "事件全卷装入材料", "incidents.read_bundle": "查看事件全卷目录",
    "incidents.download_bundle": "打开事件全卷",
}  # fmt: skip
