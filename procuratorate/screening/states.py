"""Closed vocabularies of the screening. A hit is a reason to look (疑点); only a person settles a clue."""

from __future__ import annotations

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class ImportState(TextChoices):
    WAITING = "waiting", "读取中"
    DONE = "done", "已入档"
    UNREADABLE = "unreadable", "读不出"


class Stratum(TextChoices):
    CASES = "cases", "减假暂案件"
    ENDED = "ended", "劳教记录（只供查阅、统计）"


class Source(TextChoices):
    IMPORT = "import", "历史导入"
    LIVE = "live", "在办案件"


class VersionState(TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    RETIRED = "retired", "已停用"


class RunState(TextChoices):
    RUNNING = "running", "筛查中"
    PAUSED = "paused", "已暂停"
    CANCELLED = "cancelled", "已取消"
    DONE = "done", "完成"


class PartState(TextChoices):
    WAITING = "waiting", "待筛"
    CLAIMED = "claimed", "筛查中"
    DONE = "done", "已筛"
    FAILED = "failed", "档案文件读不出"


class Standing(TextChoices):
    """What a person made of one suspicion of a clue."""

    OPEN = "open", "待核查"
    VERIFIED = "verified", "查证属实"
    EXCLUDED = "excluded", "排除"
    UNCLEAR = "unclear", "无法判断"


class Outcome(TextChoices):
    """What followed from a clue whose suspicion proved true."""

    NOTICE = "notice", "纠正文书"
    OPINION = "opinion", "检察意见书"
    LATE_OPINION = "late_opinion", "超期意见书"
    PROPOSE = "propose", "建议提请"
    NOTHING = "nothing", "不另提出"


IMPORT_MOVES = moves(
    finish=({ImportState.WAITING}, ImportState.DONE), fail=({ImportState.WAITING}, ImportState.UNREADABLE)
)
VERSION_MOVES = moves(
    submit=({VersionState.DRAFT}, VersionState.SUBMITTED),
    send_back=({VersionState.SUBMITTED}, VersionState.DRAFT),
    approve=({VersionState.SUBMITTED}, VersionState.APPROVED),
    retire=({VersionState.APPROVED}, VersionState.RETIRED),
)
RUN_MOVES = moves(
    pause=({RunState.RUNNING}, RunState.PAUSED),
    resume=({RunState.PAUSED}, RunState.RUNNING),
    cancel=({RunState.RUNNING, RunState.PAUSED}, RunState.CANCELLED),
    finish=({RunState.RUNNING}, RunState.DONE),
)
CLUE_MOVES = moves(
    verify=({Standing.OPEN}, Standing.VERIFIED),
    exclude=({Standing.OPEN}, Standing.EXCLUDED),
    give_up=({Standing.OPEN}, Standing.UNCLEAR),
    reopen=({Standing.VERIFIED, Standing.EXCLUDED, Standing.UNCLEAR}, Standing.OPEN),
)
WHOLE = 1000  # a run's sample, in thousandths

ACTS = {
    "screening.import": "导入历史案件", "screening.snapshot": "更新在办案件快照", "screening.search": "查阅档案",
    "screening.read_record": "查看档案记录", "screening.refused_file": "下载退回的行", "screening.seal": "封存档案记录",
    "screening.draft_model": "起草模型", "screening.edit_version": "修改模型", "screening.submit_version": "模型送审",
    "screening.send_back_version": "退回模型", "screening.approve_version": "批准模型",
    "screening.retire_version": "停用模型", "screening.new_version": "另起版本",
    "screening.start_run": "开始筛查", "screening.pause_run": "暂停筛查", "screening.resume_run": "继续筛查",
    "screening.cancel_run": "取消筛查", "screening.read_hits": "查看疑点清单", "screening.export_run": "导出筛查结果",
    "screening.send_clues": "下发线索", "screening.settle_clue": "核查线索", "screening.reopen_clue": "重新核查线索",
    "screening.note_outcome": "登记线索处理", "screening.draft_notice": "由线索起草纠正文书",
    "screening.snooze": "暂不提示", "screening.end_snooze": "恢复提示",
}  # fmt: skip
