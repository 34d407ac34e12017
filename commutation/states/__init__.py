"""States of a batch, its filings and its uploads; the steps of a plan; kinds and routes. Closed vocabularies only."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Kind(TextChoices):
    """What is asked for (刑法第78、81条，刑事诉讼法第265条)."""

    COMMUTATION = "commutation", "减刑"
    PAROLE = "parole", "假释"
    OUTSIDE_SERVICE = "outside_service", "暂予监外执行"


class Route(TextChoices):
    """Through whose hands a filing goes to the organ that decides (监狱法2026第51—53条、第46条)."""

    INTERMEDIATE = "intermediate", "中级人民法院"
    BUREAU_INTERMEDIATE = "bureau_intermediate", "省监狱管理局审核 → 中级人民法院"
    BUREAU_HIGH = "bureau_high", "省监狱管理局审核 → 高级人民法院"
    BUREAU = "bureau", "省监狱管理局"

    @property
    def short(self) -> str:
        """For columns: 省局 → 高院."""
        return (
            self.label.replace("省监狱管理局审核", "省局").replace("省监狱管理局", "省局").replace("级人民法院", "院")
        )


class BatchState(TextChoices):
    OPEN = "open", "编制中"
    READY = "ready", "待发送"
    CONSULTING = "consulting", "征求意见"
    FILED = "filed", "已报送"
    CANCELLED = "cancelled", "已撤销"


BATCH_MOVES = moves(
    prepare=({BatchState.OPEN}, BatchState.READY),
    reopen=({BatchState.READY}, BatchState.OPEN),
    consult=({BatchState.OPEN, BatchState.READY}, BatchState.CONSULTING),
    file=({BatchState.CONSULTING}, BatchState.FILED),
    cancel=({BatchState.OPEN, BatchState.READY}, BatchState.CANCELLED),
)
SENT = frozenset({BatchState.CONSULTING, BatchState.FILED})  # what the procuratorate may see
PLANNED = frozenset({BatchState.OPEN, BatchState.READY, BatchState.CONSULTING})  # dates may still change


class FilingState(TextChoices):
    NOMINATED = "nominated", "已提名"
    CONSULTED = "consulted", "征求意见"
    FILED = "filed", "已报送"
    ACCEPTED = "accepted", "已立案"
    RULED = "ruled", "已裁定"  # or decided, outside service
    WITHDRAWN = "withdrawn", "已撤回"  # by leave of the court (法释〔2014〕5号第16条第2款)
    DROPPED = "dropped", "已退出"


FILING_MOVES = moves(
    amend=({FilingState.NOMINATED}, FilingState.NOMINATED),
    consult=({FilingState.NOMINATED}, FilingState.CONSULTED),
    file=({FilingState.CONSULTED}, FilingState.FILED),
    accept=({FilingState.FILED}, FilingState.ACCEPTED),
    rule=({FilingState.FILED, FilingState.ACCEPTED}, FilingState.RULED),
    unrule=({FilingState.RULED}, FilingState.FILED),  # a ruling matched to the wrong person, taken back
    withdraw=({FilingState.FILED, FilingState.ACCEPTED}, FilingState.WITHDRAWN),
    drop=({FilingState.NOMINATED, FilingState.CONSULTED}, FilingState.DROPPED),
)
OPEN_FILINGS = frozenset({FilingState.NOMINATED, FilingState.CONSULTED, FilingState.FILED, FilingState.ACCEPTED})
SENT_FILINGS = frozenset(
    {FilingState.CONSULTED, FilingState.FILED, FilingState.ACCEPTED, FilingState.RULED, FilingState.WITHDRAWN}
)


class UploadState(TextChoices):
    WAITING = "waiting", "读取中"
    CHECKED = "checked", "待提交"
    COMMITTED = "committed", "已提交"
    UNREADABLE = "unreadable", "读不出"
    DISCARDED = "discarded", "已作废"


UPLOAD_MOVES = moves(
    check=({UploadState.WAITING}, UploadState.CHECKED),
    fail=({UploadState.WAITING}, UploadState.UNREADABLE),
    commit=({UploadState.CHECKED}, UploadState.COMMITTED),
    discard=({UploadState.WAITING, UploadState.CHECKED, UploadState.UNREADABLE}, UploadState.DISCARDED),
)


class RowStatus(TextChoices):
    """What came of one row. KNOWN: it stands in the batch already, word for word."""

    ACCEPTED = "accepted", "接受"
    WARNED = "warned", "提醒"
    REFUSED = "refused", "退回"
    KNOWN = "known", "已在名单"


GOOD = frozenset({RowStatus.ACCEPTED, RowStatus.WARNED})


class Stage(TextChoices):
    """What a sending is."""

    CONSULTATION = "consultation", "征求意见"
    FILING_COPY = "filing_copy", "建议书副本"


class Step(TextChoices):
    """Nodes of a batch's plan, in order (司法部令第130号的步骤与法院办理的节点)."""

    CUTOFF = "cutoff", "考核截止"
    WARDS = "wards", "监区报送"
    SECTION = "section", "科审"
    COMMITTEE = "committee", "评审会"
    PUBLIC_NOTICE = "public_notice", "公示"
    CONSULTATION = "consultation", "征求意见"
    WARDENS = "wardens", "监狱长办公会"
    FILING = "filing", "报送"
    ACCEPTED = "accepted", "立案"
    RULING = "ruling", "裁定"
    ANNOUNCED = "announced", "宣告"


STEPS = tuple(Step)
MATRIX = (Step.WARDS, Step.SECTION, Step.COMMITTEE, Step.PUBLIC_NOTICE, Step.CONSULTATION, Step.WARDENS, Step.FILING)
BY_SENDING = frozenset({Step.CONSULTATION, Step.FILING})  # done by an act of sending, never by hand

# What the auditor reads.
ACTS = {
    "commutation.create_batch": "建立批次", "commutation.edit_plan": "修改批次方案",
    "commutation.prepare": "批次定稿", "commutation.reopen": "退回编制", "commutation.cancel": "撤销批次",
    "commutation.upload": "导入名单", "commutation.template": "下载提名表",
    "commutation.result_file": "下载导入结果", "commutation.commit_upload": "提交导入",
    "commutation.discard_upload": "作废导入", "commutation.api_rows": "接口报送名单",
    "commutation.api_batches": "接口查询批次", "commutation.api_filings": "接口查询提请",
    "commutation.api_filing": "接口取回提请", "commutation.api_rulings": "接口查询裁定",
    "commutation.api_ruling": "接口取回裁定",
    "commutation.amend": "修改提名", "commutation.drop": "办理退出",
    "commutation.send_consultation": "发送征求意见", "commutation.send_filing_copy": "抄送建议书副本",
    "commutation.extend_review": "延长审查期限", "commutation.print_roster": "打印花名册",
    "commutation.print_papers": "制作文书",
    "commutation.print_notice": "打印公示表", "commutation.print_review_form": "打印审核表",
    "commutation.print_approval": "打印签发单", "commutation.order_bundle": "装订案卷",
    "commutation.bind_bundle": "案卷装入材料", "commutation.read_bundle": "查看案卷目录",
    "commutation.download_bundle": "打开案卷",
    "commutation.read_batch": "查阅批次",
    "commutation.plan_sitting": "安排层级会议", "commutation.edit_sitting": "修改会议记录",
    "commutation.seat_members": "登记到会人员", "commutation.hold_sitting": "开始会议记录",
    "commutation.cancel_sitting": "登记会议未召开", "commutation.deliberate": "登记评议",
    "commutation.agree_rest": "其余登记同意", "commutation.take_back": "撤去评议",
    "commutation.close_sitting": "签署会议记录", "commutation.invite": "邀请检察机关列席",
    "commutation.sit_in": "登记列席",
    "commutation.post_notice": "登记公示", "commutation.end_notice": "登记公示期满",
    "commutation.void_notice": "作废公示", "commutation.add_photo": "上传公示照片",
    "commutation.object": "登记公示异议", "commutation.answer_objection": "答复公示异议",
    "commutation.add_material": "上传材料", "commutation.replace_material": "替换材料",
    "commutation.read_material": "查阅受限材料", "commutation.tell_particulars": "登记材料所载",
    "commutation.commission_assessment": "委托调查评估", "commutation.answer_assessment": "登记评估意见",
    "commutation.note_moved": "登记居住地变更", "commutation.read_assessment": "查阅调查评估",
    "commutation.read_prospects": "查阅可提请人员", "commutation.read_law": "逐条自查",
    "commutation.reckon": "推演与对照",
    "commutation.finish_reading": "审阅完毕", "commutation.take_note": "记札记",
    "commutation.ask_question": "提问", "commutation.chase_question": "催办",
    "commutation.withdraw_question": "撤回提问",
    "commutation.answer_question": "答复提问", "commutation.settle_finding": "认定疑点",
    "commutation.refresh_findings": "核对疑点", "commutation.draft_advice": "拟征求意见阶段意见",
    "commutation.give_advice": "提出征求意见阶段意见", "commutation.adopt_advice": "答复采纳情况",
    "commutation.adjust": "征求意见后调整",
    "commutation.draft_opinion": "拟检察文书", "commutation.edit_opinion": "修改检察文书",
    "commutation.drop_opinion": "放弃检察文书", "commutation.submit_opinion": "送审检察文书",
    "commutation.endorse_opinion": "审核检察文书", "commutation.return_opinion": "退回检察文书",
    "commutation.refer_opinion": "检察文书提交检委会", "commutation.resolve_opinion": "登记检委会决定",
    "commutation.issue_opinion": "签发检察文书", "commutation.sign_opinion": "签署检察文书",
    "commutation.agree": "签署同意", "commutation.draft_notice": "由疑点拟纠正文书",
    "commutation.accept": "受理", "commutation.allot": "分案",
    "commutation.give_flow_notice": "发流程监控通知书", "commutation.answer_flow_notice": "回复流程监控通知书",
    "commutation.close_flow_notice": "办结流程监控通知书", "commutation.register_in_flight": "补登已报送",
    "commutation.record_case": "登记法院办理", "commutation.record_supplement": "登记补送通知",
    "commutation.send_supplement": "登记补送", "commutation.plan_hearing": "登记开庭通知",
    "commutation.record_hearing": "登记庭审情况", "commutation.ask_withdrawal": "申请撤回",
    "commutation.decide_withdrawal": "登记法院对撤回的答复",
    "commutation.register_ruling": "登记裁定", "commutation.import_rulings": "导入裁定",
    "commutation.void_ruling": "作废裁定登记", "commutation.match_ruling": "对应裁定",
    "commutation.unmatch_ruling": "撤销对应", "commutation.note_receipt": "登记收到裁定",
    "commutation.record_service": "登记裁定送达", "commutation.accept_ruling": "裁定审查完毕",
    "commutation.note_objection": "对裁定提出纠正意见", "commutation.note_report": "向上级院报告裁定",
    "commutation.watch_rehearing": "登记法院收到纠正意见", "commutation.note_rehearing": "登记重新审理",
    "commutation.record_term": "登记新刑期",
    "commutation.add_local_rule": "登记本省参数", "commutation.end_local_rule": "截止本省参数",
    "commutation.send_record": "备案审查报送", "commutation.answer_record": "备案审查",
    "commutation.report_record": "报告备案审查执行情况",
    "commutation.open_dossier": "留所服刑建档",
    "commutation.start_outside": "启动监外执行办理", "commutation.record_outside_act": "登记监外执行事项",
    "commutation.correct_outside_act": "更正监外执行事项", "commutation.watch_diagnosis": "登记派员监督诊断",
    "commutation.export_outside": "导出监外执行名单",
}  # fmt: skip
