"""The columns of a list of rulings, as courts and bureaus send it or a clerk copies it down."""

from __future__ import annotations

from commutation.states import Kind
from commutation.states.courts import RulingOutcome
from procuratorate.lib import cells
from procuratorate.lib.identifiers import citizen_id, serving_number
from procuratorate.lib.sheets import Column, Layout

_KINDS = dict(Kind.choices)
_OUTCOMES = dict(RulingOutcome.choices)
_OUTCOME_WORDS = {
    "同意": "as_proposed", "准予": "as_proposed", "照准": "as_proposed", "变更": "adjusted", "驳回": "refused",
    "不予减刑": "refused", "不予假释": "refused", "不批准": "refused", "撤回": "withdrawn", "批准": "as_proposed",
}  # fmt: skip
_SEE = "照裁定书、决定书填写"

LAYOUT = Layout(
    [
        Column("kind", "种类", cells.choice(_KINDS), required=True, choices=_KINDS, synonyms=("提请种类",)),
        Column(
            "decider", "作出单位", cells.text(max_length=80), required=True, synonyms=("法院", "裁定法院", "决定机关"),
            example="临澄市中级人民法院", width=24, mending=_SEE,
        ),
        Column(
            "case_no", "案号", cells.text(max_length=60), required=True, synonyms=("文号", "裁定书文号"),
            example="（2026）澜01刑更128号", width=24, mending=_SEE,
        ),
        Column("ruled_on", "裁定日", cells.day, required=True, synonyms=("决定日", "裁定日期"), mending=_SEE, width=12),
        Column("name", "姓名", cells.name, required=True, synonyms=("罪犯姓名",), mending=_SEE),
        Column("number", "罪犯编号", serving_number, synonyms=("编号",), help="有编号才能自动对应", width=14),
        Column("id_number", "公民身份号码", citizen_id, synonyms=("身份证号",), width=20),
        Column(
            "outcome", "结果", cells.choice(_OUTCOMES, _OUTCOME_WORDS), required=True, choices=_OUTCOMES, mending=_SEE,
        ),
        Column("months", "减去", cells.extent, synonyms=("减刑幅度", "减刑"), help="只有准予减刑的填", example="7个月"),
        Column("rights_months", "剥夺政治权利改为", cells.extent, width=16),
        Column("ends_on", "刑期止", cells.day, synonyms=("考验期止", "刑期止日"), help="裁定书写明的止日", width=12),
        Column("published_on", "上网公布日", cells.day, width=12),
        Column("received_on", "本单位收到日", cells.day, synonyms=("收到日",), help="回证或收文章上的日期", width=14),
    ],
    naming="name",
)  # fmt: skip
