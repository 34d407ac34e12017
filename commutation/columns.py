"""The columns of a nomination list: what they are called, how they are read, what belongs in them."""

from __future__ import annotations

from commutation.states import Kind
from procuratorate.lib import cells
from procuratorate.lib.identifiers import citizen_id, serving_number
from procuratorate.lib.sheets import Column, Layout

PERFORMANCE = {
    "none": "无财产性判项",
    "full": "全部履行",
    "part": "部分履行",
    "not": "未履行",
    "terminated": "终结执行",
    "this_time": "终结本次执行",
}
_KINDS = dict(Kind.choices)
_KIND_WORDS = {"暂外": "outside_service", "保外就医": "outside_service", "暂予": "outside_service"}
_PERFORMANCE_WORDS = {"无": "none", "全部": "full", "部分": "part", "未": "not", "终本": "this_time", "已缴清": "full"}
_PROOF = "照卷宗填卷、页"

LAYOUT = Layout(
    [
        Column("ward", "监区", cells.text(max_length=40), help="如 三监区；与档案不同的会提醒", fill_merged=True),
        Column("number", "罪犯编号", serving_number, required=True, synonyms=("编号",), help="10位数字", width=14),
        Column("name", "姓名", cells.name, required=True, synonyms=("罪犯姓名",), help="照判决书，生僻字照写"),
        Column(
            "id_number",
            "公民身份号码",
            citizen_id,
            synonyms=("身份证号", "身份证号码"),
            help="身份不明填18个0",
            width=20,
        ),
        Column(
            "kind",
            "提请种类",
            cells.choice(_KINDS, _KIND_WORDS),
            required=True,
            synonyms=("种类", "类别"),
            choices=_KINDS,
            width=14,
        ),
        Column(
            "months",
            "拟减刑期",
            cells.extent,
            synonyms=("拟减幅度", "减刑幅度", "建议幅度"),
            help="只有减刑填",
            example="7个月",
        ),
        Column("rights_months", "拟改剥夺政治权利", cells.extent, help="改为多久；不改不填", example="3年", width=16),
        Column("probation_until", "假释考验期止", cells.day, help="只有假释填", example="2028-03-05", width=14),
        Column("term", "原判刑期", cells.term, help="8年6个月、无期、死缓", example="8年6个月", mending="照判决书填写"),
        Column(
            "judged_on",
            "判决日期",
            cells.day,
            may_lack=True,
            synonyms=("判决日",),
            example="2021-02-03",
            mending="照判决书填写",
        ),
        Column(
            "effective_on",
            "生效日期",
            cells.day,
            may_lack=True,
            synonyms=("生效日",),
            mending="照生效证明或二审裁定填写",
        ),
        Column(
            "delivered_on",
            "送监日期",
            cells.day,
            synonyms=("送监日", "交付执行日"),
            mending="照执行通知书回执上的日期填写",
        ),
        Column("starts_on", "刑期起", cells.day, synonyms=("刑期起日",), mending="照执行通知书填写"),
        Column(
            "ends_on",
            "刑期止",
            cells.day,
            synonyms=("刑期止日", "现刑期止"),
            help="减刑后的现刑期止日",
            mending="照最近一次裁定填写",
        ),
        Column(
            "earlier_on",
            "前次减刑裁定日",
            cells.day,
            synonyms=("上次裁定日",),
            help="没有减过刑不填",
            mending="照前次裁定书填写",
            width=16,
        ),
        Column(
            "earlier_served_on",
            "前次裁定送达日",
            cells.day,
            synonyms=("上次送达日",),
            may_lack=True,
            help="回证缺失填“缺”，并在备注说明",
            mending="照送达回证填写",
            width=16,
        ),
        Column("earlier_months", "前次减刑幅度", cells.extent, example="8个月", mending="照前次裁定书填写", width=14),
        Column("conduct_since", "考核期起", cells.month, example="2024-03", mending="照计分考核表填写"),
        Column("conduct_until", "考核期止", cells.month, example="2026-09", mending="照计分考核表填写"),
        Column(
            "points",
            "考核得分",
            cells.number(places=2),
            synonyms=("得分",),
            example="2438.5",
            mending="照计分考核表填写",
        ),
        Column("commendations", "表扬次数", cells.whole(unit="次", most=200), synonyms=("表扬",), example="4"),
        Column("property", "财产性判项", cells.text(max_length=200), example="罚金2万元", width=20),
        Column(
            "performance",
            "财产判项履行",
            cells.choice(PERFORMANCE, _PERFORMANCE_WORDS),
            synonyms=("履行情况",),
            choices=PERFORMANCE,
            width=14,
        ),
        Column(
            "proof",
            "票据、证明页码",
            cells.text(max_length=120),
            synonyms=("票据页码",),
            may_lack=True,
            mending=_PROOF,
            width=18,
        ),
        Column("note", "备注", cells.text(max_length=300), help="可不填", width=24),
    ],
    naming="name",
)
COLUMNS = {column.key: column for column in LAYOUT.columns}
HEADERS = {key: column.title for key, column in COLUMNS.items()}
PARSERS = {key: column.parser for key, column in COLUMNS.items()}
NEEDED = ("term", "delivered_on")  # in the sheet or in the dossier
PROPOSAL = ("months", "rights_months", "probation_until")
