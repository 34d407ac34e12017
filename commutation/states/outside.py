"""Execution outside prison (暂予监外执行): its own chain of acts (practice.md F9, law.md §3.3—3.4)."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves
from procuratorate.organs.states import Kind as OrganKind


class Ground(TextChoices):
    """刑事诉讼法第265条."""

    ILLNESS = "illness", "严重疾病（保外就医）"
    PREGNANCY = "pregnancy", "怀孕"
    NURSING = "nursing", "正在哺乳自己婴儿"  # shown by the birth certificate: no diagnosis, none of its days
    HELPLESS = "helpless", "生活不能自理"


class OutsideState(TextChoices):
    STARTED = "started", "已启动"
    DIAGNOSED = "diagnosed", "已诊断"
    FILED = "filed", "已提请"
    GRANTED = "granted", "已批准"
    OUTSIDE = "outside", "监外执行中"
    ENDING = "ending", "情形消失待收监"
    RECALLED = "recalled", "已收监"
    ENDED = "ended", "已终结"  # refused, released at the end of the sentence, or dead


OUTSIDE_MOVES = moves(
    diagnose=({OutsideState.STARTED, OutsideState.DIAGNOSED}, OutsideState.DIAGNOSED),
    file=({OutsideState.DIAGNOSED}, OutsideState.FILED),
    grant=({OutsideState.FILED, OutsideState.STARTED, OutsideState.DIAGNOSED}, OutsideState.GRANTED),
    refuse=({OutsideState.FILED, OutsideState.DIAGNOSED, OutsideState.STARTED}, OutsideState.ENDED),
    hand_over=({OutsideState.GRANTED}, OutsideState.OUTSIDE),
    recheck=({OutsideState.OUTSIDE}, OutsideState.OUTSIDE),
    lapse=({OutsideState.OUTSIDE}, OutsideState.ENDING),
    recall=({OutsideState.ENDING, OutsideState.OUTSIDE}, OutsideState.RECALLED),
    end=({OutsideState.OUTSIDE, OutsideState.GRANTED, OutsideState.ENDING}, OutsideState.ENDED),
    drop=({OutsideState.STARTED, OutsideState.DIAGNOSED, OutsideState.FILED}, OutsideState.ENDED),
    take_back=({OutsideState.GRANTED, OutsideState.ENDED}, OutsideState.FILED),  # a decision matched to the wrong case
)
BEFORE_DECISION = frozenset({OutsideState.STARTED, OutsideState.DIAGNOSED, OutsideState.FILED})
ENDED_STATES = frozenset({OutsideState.RECALLED, OutsideState.ENDED})
LIVING = frozenset(OutsideState) - ENDED_STATES
AFTER_GRANT = LIVING - BEFORE_DECISION


class Act(TextChoices):
    """The acts of the chain, in order. Each is recorded once or more, with its day and its facts."""

    START = "start", "启动"
    DIAGNOSIS_NOTICE = "diagnosis_notice", "诊断前通报检察院"
    ATTENDANCE = "attendance", "派员监督诊断"  # the procurator's own note; the prison does not read it
    DIAGNOSIS = "diagnosis", "病情诊断"
    DIAGNOSIS_COPY = "diagnosis_copy", "诊断书抄送检察院"
    GUARANTOR = "guarantor", "保证人审查"
    ASSESSMENT = "assessment", "居住地核实、调查评估"
    HEARING = "hearing", "听证"
    HEARING_RESULT = "hearing_result", "听证结果"
    COMMITTEE = "committee", "集体研究与评审"
    PUBLIC_NOTICE = "public_notice", "监狱内公示"
    CONSULTATION = "consultation", "征求检察意见"
    WARDENS = "wardens", "监狱负责人集体讨论"
    BUREAU = "bureau", "省局审批"
    WEB_NOTICE = "web_notice", "向社会公示"
    DECISION = "decision", "决定"
    SERVICE = "service", "决定书送达、抄送"
    ONLINE = "online", "决定书上网"
    ARCHIVE = "archive", "跨省档案转递"
    MEDICAL_PAPERS = "medical_papers", "补齐病历资料"  # where a province has days for it
    HANDOVER = "handover", "移送社区矫正机构"
    RECHECK = "recheck", "病情复查"
    GROUND_GONE = "ground_gone", "情形消失"
    RECALL = "recall", "收监执行"
    END = "end", "终结"


# What a ward reads: no hospital, illness, guarantor, neighbour, objection or reason stands there.
FOR_WARDS = frozenset({Act.COMMITTEE, Act.PUBLIC_NOTICE, Act.BUREAU, Act.DECISION, Act.SERVICE, Act.HANDOVER})


class Ending(TextChoices):
    """Why a case ends other than by recall; a refusal is the decider's and comes with its paper."""

    DROPPED = "dropped", "不再提请"
    RELEASED = "released", "刑满释放"
    DIED = "died", "死亡"


class Decider(TextChoices):
    BUREAU = "bureau", "省级监狱管理机关"
    POLICE = "police", "设区的市级以上公安机关"
    COURT = "court", "人民法院（交付执行前）"


# Who decides of whom, by where the sentence is served (司发通〔2014〕112号第2条). A court decides before the delivery:
# of nobody a prison or a centre could put forward.
DECIDES = {OrganKind.PRISON: Decider.BUREAU, OrganKind.CENTRE: Decider.POLICE, OrganKind.POLICE: Decider.POLICE}


class HearingReason(TextChoices):
    """Why a hearing may be held (司发通〔2023〕24号第13条第1款)."""

    OBJECTED = "objected", "公示期间收到不同意见"
    CONCERN = "concern", "有重大影响或者社会关注度高"
    OTHER = "other", "其他有听证审查必要"


class HearingOutcome(TextChoices):
    """What those heard were of; the law binds nobody to it."""

    FAVOURS = "favours", "同意提请"
    OPPOSES = "opposes", "不同意提请"
    DIVIDED = "divided", "意见不一致"


class Conclusion(TextChoices):
    MEETS = "meets", "符合"
    FAILS = "fails", "不符合"
    DIVIDED = "divided", "意见分歧"


# What a guarantor must be (司发通〔2014〕112号第11条).
CONDITIONS = {
    "capable": "具有完全民事行为能力，愿意承担保证人义务",
    "free": "人身自由未受到限制",
    "income": "有固定的住处和收入",
    "home": "能够与被保证人共同居住或者居住在同一市、县",
}
