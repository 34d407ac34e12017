"""Joint meetings: closed vocabularies, the moves of a meeting and of what was agreed, names of acts."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role


class MeetingState(TextChoices):
    """Where a meeting stands. The other side sees it from `called` on, its minutes from `shared` on."""

    PLANNED = "planned", "筹备"
    CALLED = "called", "已通知"
    OPEN = "open", "会中"
    NOTED = "noted", "纪要稿"
    SHARED = "shared", "双方核对"
    SIGNING = "signing", "双方会签"
    ISSUED = "issued", "已印发"
    CANCELLED = "cancelled", "已取消"


_M = MeetingState
MEETING_MOVES = moves(
    call=({_M.PLANNED}, _M.CALLED),
    begin=({_M.CALLED}, _M.OPEN),
    end=({_M.OPEN}, _M.NOTED),
    share=({_M.NOTED}, _M.SHARED),
    offer=({_M.SHARED}, _M.SIGNING),
    take_back=({_M.SIGNING}, _M.SHARED),
    issue=({_M.SIGNING}, _M.ISSUED),
    cancel=({_M.PLANNED, _M.CALLED}, _M.CANCELLED),
)
BEFORE = frozenset({_M.PLANNED, _M.CALLED})
WITH_MINUTES = frozenset({_M.NOTED, _M.SHARED, _M.SIGNING, _M.ISSUED})
EDITABLE = frozenset({_M.NOTED, _M.SHARED})
HELD = WITH_MINUTES | {_M.OPEN}


class Source(TextChoices):
    """Where an item comes from: the standing ones of the 2002 rules, and what either side brings."""

    LAST = "last", "上次事项"
    REPORT = "report", "情况通报"
    TREND = "trend", "倾向性问题"
    MEASURE = "measure", "措施"
    REFORM = "reform", "改造教育"
    OTHER = "other", "对方议题"
    SPECIAL = "special", "专题"


class Outcome(TextChoices):
    """What became of an item. Two organs do not vote: what is not agreed is studied afterwards (practice.md F26)."""

    AGREED = "agreed", "议定"
    LATER = "later", "会后研究"
    UPWARD = "upward", "报上级"
    WITHDRAWN = "withdrawn", "撤回"


class Presence(TextChoices):
    PRESENT = "present", "到会"
    EXCUSED = "excused", "请假"
    SUBSTITUTED = "substituted", "代会"


class FollowUp(TextChoices):
    """An agreed item on its way. Who closes it is of the other side than who reported it."""

    NOTED = "noted", "待印发"
    RUNNING = "running", "办理中"
    REPORTED = "reported", "已报办结"
    CLOSED = "closed", "已销号"


_F = FollowUp
FOLLOW_UP_MOVES = moves(
    start=({_F.NOTED}, _F.RUNNING),
    report=({_F.RUNNING}, _F.REPORTED),
    send_back=({_F.REPORTED}, _F.RUNNING),
    close=({_F.REPORTED}, _F.CLOSED),
)

SECRETARIES = frozenset(
    {
        Role.SECRETARY, Role.PROCURATOR_CLERK, Role.ASSISTANT, Role.PROCURATOR, Role.EXECUTION_CLERK,
        Role.EXECUTION_HEAD, Role.CENTRE_OFFICER, Role.BUREAU_OFFICER,
    }
)  # fmt: skip
SIGNERS = frozenset(
    {
        Role.CHIEF, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.WARDEN, Role.DEPUTY_WARDEN, Role.CENTRE_HEAD,
        Role.BUREAU_OFFICER,
    }
)  # fmt: skip
WARDS = frozenset({Role.WARD_OFFICER, Role.WARD_HEAD})
KEEPERS = {Role.SECRETARY, Role.CASE_MANAGER, Role.BUREAU_OFFICER}
READERS = (PROCURATORS | PRISON_STAFF | CENTRE_STAFF | KEEPERS) - WARDS

ACTS = {
    "meetings.found": "建立联席会议", "meetings.plan": "筹备会议", "meetings.add_item": "增加议题",
    "meetings.drop_item": "撤下议题", "meetings.propose": "提出议题", "meetings.add_person": "增加与会人员",
    "meetings.call": "发会议通知", "meetings.begin": "开会", "meetings.note": "会上记录", "meetings.attend": "签到",
    "meetings.end": "结束会议、出纪要稿", "meetings.cancel": "取消会议", "meetings.edit": "修改纪要稿",
    "meetings.share": "纪要稿送对方核对", "meetings.remark": "对纪要稿提出意见", "meetings.answer": "答复核对意见",
    "meetings.offer": "提请会签", "meetings.take_back": "退回核对", "meetings.sign": "会签纪要",
    "meetings.issue": "印发纪要", "meetings.report": "报办结", "meetings.send_back": "退回办理",
    "meetings.close": "销号", "meetings.print": "查看纪要版面", "meetings.take_over": "移交联席会议",
}  # fmt: skip
