"""Closed vocabularies of a prison's own records."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Presence(TextChoices):
    IN = "in", "在押"
    OUT = "out", "离监"


class Grade(TextChoices):
    """等级评定 (司规〔2021〕3号 第21至23条)."""

    ACTIVE = "active", "积极"
    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"


class Award(TextChoices):
    """第38条; the older kinds stay readable in records before 2021-10-01."""

    COMMENDATION = "commendation", "表扬"
    MATERIAL = "material", "物质奖励"
    MERIT = "merit", "记功"
    ACTIVIST = "activist", "改造积极分子"


class Penalty(TextChoices):
    """第15条."""

    WARNING = "warning", "警告"
    DEMERIT = "demerit", "记过"
    CONFINEMENT = "confinement", "禁闭"


class RosterState(TextChoices):
    CHECKING = "checking", "核对中"
    CHECKED = "checked", "待提交"
    COMMITTING = "committing", "写入中"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"


class Departed(TextChoices):
    GONE = "gone", "已离监"
    UNDER_WAY = "under_way", "调出待接收"
    RECEIVED = "received", "已调入"
    RETURNED = "returned", "已返回"


DEPARTURE_MOVES = moves(
    receive=({Departed.UNDER_WAY}, Departed.RECEIVED),
    come_back=({Departed.GONE, Departed.UNDER_WAY}, Departed.RETURNED),
)
OPEN_DEPARTURES = frozenset({Departed.GONE, Departed.UNDER_WAY, Departed.RECEIVED})

# What the auditor reads.
ACTS = {
    "prisons.register_departure": "登记离监", "prisons.register_return": "登记返回",
    "prisons.receive_transfer": "接收调入罪犯",
    "prisons.upload_roster": "导入花名册", "prisons.commit_roster": "提交花名册",
    "prisons.discard_roster": "作废花名册", "prisons.write_roster": "写入花名册",
    "prisons.write_rows": "写入罪犯信息", "prisons.read_inmate": "查阅罪犯档案",
    "prisons.edit_inmate": "更正罪犯档案", "prisons.print_list": "打印罪犯名单", "prisons.export_list": "导出罪犯名单",
    "prisons.api_list": "接口查询罪犯", "prisons.api": "接口报送罪犯",
}  # fmt: skip
