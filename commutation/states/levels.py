"""Levels before filing: meetings and signed reviews, what they decide, and how members voted."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Level(TextChoices):
    """A level before filing, and the bureau after it (司法部令第130号；司发通〔2016〕78号)."""

    SUBWARD = "subward", "分监区集体研究"
    WARD = "ward", "监区集体研究"
    WARD_HEADS = "ward_heads", "监区长办公会"
    SECTION = "section", "刑罚执行科审查"
    COMMITTEE = "committee", "评审委员会"
    WARDENS = "wardens", "监狱长办公会"
    BUREAU_COMMITTEE = "bureau_committee", "省局评审委员会"
    BUREAU_HEADS = "bureau_heads", "省局局长办公会"
    CENTRE = "centre", "所务会"
    CITY_POLICE = "city_police", "设区的市级公安机关审查"


class Form(TextChoices):
    MEETING = "meeting", "会议"
    SIGNED = "signed", "审查签署"


class SittingState(TextChoices):
    PLANNED = "planned", "已安排"
    HELD = "held", "记录中"
    CLOSED = "closed", "已签署"
    CANCELLED = "cancelled", "未召开"


SITTING_MOVES = moves(
    hold=({SittingState.PLANNED}, SittingState.HELD),
    close=({SittingState.HELD}, SittingState.CLOSED),
    cancel=({SittingState.PLANNED}, SittingState.CANCELLED),
)


class Duty(TextChoices):
    CHAIR = "chair", "主持"
    MEMBER = "member", "应到人员"
    RECORDER = "recorder", "记录"
    GUEST = "guest", "列席"


VOTING = frozenset({Duty.CHAIR, Duty.MEMBER})


class Outcome(TextChoices):
    AGREED = "agreed", "同意"
    CHANGED = "changed", "变更"
    DEFERRED = "deferred", "暂缓"
    REFUSED = "refused", "不予提请"


PASSED = frozenset({Outcome.AGREED, Outcome.CHANGED})


OTHER_TERMS = {"rights_months": "剥夺政治权利", "probation_until": "考验期止"}  # of a proposal, beside its months


class Stance(TextChoices):
    FOR = "for", "同意"
    AGAINST = "against", "不同意"
    ABSTAINED = "abstained", "弃权"
    RECUSED = "recused", "回避"


class SitInState(TextChoices):
    INVITED = "invited", "已邀请"
    ATTENDED = "attended", "已列席"
    ABSENT = "absent", "未列席"


SIT_IN_MOVES = moves(
    attend=({SitInState.INVITED}, SitInState.ATTENDED),
    miss=({SitInState.INVITED}, SitInState.ABSENT),
)


class NoticeState(TextChoices):
    POSTED = "posted", "公示中"
    ENDED = "ended", "已期满"
    VOID = "void", "已作废"


NOTICE_MOVES = moves(
    end=({NoticeState.POSTED}, NoticeState.ENDED),
    void=({NoticeState.POSTED}, NoticeState.VOID),
)


class Objector(TextChoices):
    INMATE = "inmate", "罪犯"
    OFFICER = "officer", "民警"
    OTHER = "other", "其他"


class Item(TextChoices):
    """The catalogue of a file, in the order practice keeps it (practice.md §3 no. 15)."""

    REVIEW_FORM = "review_form", "审核表"
    MINUTES = "minutes", "会议记录"
    JUDGMENT = "judgment", "裁判文书"
    EXECUTION_NOTICE = "execution_notice", "执行通知书"
    EARLIER_RULINGS = "earlier_rulings", "历次裁定"
    POINTS = "points", "计分考核明细"
    APPRAISAL = "appraisal", "评审鉴定表"
    AWARDS = "awards", "奖惩审批表"
    MERIT = "merit", "悔改、立功材料"
    REPENTANCE = "repentance", "认罪悔罪书"
    PROPERTY = "property", "财产性判项材料"
    PUBLIC_NOTICE = "public_notice", "公示材料"
    ASSESSMENT = "assessment", "调查评估"
    DIAGNOSIS = "diagnosis", "病情诊断书"
    GUARANTOR = "guarantor", "保证人材料"
    OPINION = "opinion", "检察意见"
    OTHER = "other", "其他"


class Origin(TextChoices):
    ORIGINAL = "original", "原件"
    VERIFIED_COPY = "verified_copy", "复印件（已核对）"
    COPY = "copy", "复印件"
