"""Closed vocabularies: what a transmission is in law, by which way, and how a paper was received."""

from django.db.models import TextChoices


class Mode(TextChoices):
    """What the transmission is; with it, what starts a clock (`Dispatch.received_at`). practice.md §1C."""

    NOTIFIED = "notified", "视为通报"
    COPY = "copy", "抄送"
    SERVICE = "service", "送达"
    TRANSFER = "transfer", "移送"
    CONSULTATION = "consultation", "征求意见"
    REPORT = "report", "层报"
    RECORD = "record", "报备"


class Channel(TextChoices):
    SCREEN = "screen", "线上"
    PAPER = "paper", "纸质"
    GATEWAY = "gateway", "网闸交换"  # by a signed file between separated networks


class Outcome(TextChoices):
    """How a paper was received (CPL 107): a refusal alone serves nothing, leaving it behind does."""

    SIGNED = "signed", "本人签收"
    SUBSTITUTE = "substitute", "代收"
    REFUSED = "refused", "拒收"
    LEFT = "left", "留置送达"


class Contents(TextChoices):
    DISPATCHES = "dispatches", "往来件"
    RECEIPT = "receipt", "回执"


class LineOutcome(TextChoices):
    """What became of one dispatch of a packet."""

    PACKED = "packed", "已装入"
    TAKEN = "taken", "已接收"
    KNOWN = "known", "此前已接收"
    REFUSED = "refused", "退回"


class News(TextChoices):
    """What an organ's own systems are told of."""

    ARRIVED = "arrived", "新到"
    ACKNOWLEDGED = "acknowledged", "对方已登记"


class DeliveryState(TextChoices):
    WAITING = "waiting", "待送"
    TOLD = "told", "已送"
    DEAD = "dead", "多次未成"


SERVED = frozenset({Outcome.SIGNED, Outcome.SUBSTITUTE, Outcome.LEFT})

# What the auditor reads.
ACTS = {
    "dispatch.send": "发出", "dispatch.acknowledge": "登记收到", "dispatch.record_service": "登记回证",
    "dispatch.open": "打开来件",
    "dispatch.receipt": "查阅收发回执", "dispatch.print_slip": "打印送达回证",
    "dispatch.add_webhook": "登记推送地址", "dispatch.end_webhook": "停用推送地址", "dispatch.push_again": "再次推送",
    "dispatch.keep_scan": "上传回证扫描件", "dispatch.read_scan": "查看回证扫描件",
    "dispatch.make_packet": "制作交换包", "dispatch.take_packet": "导入交换包", "dispatch.make_receipt": "制作回执包",
    "dispatch.fetch_packet": "下载交换包",
    "dispatch.api_webhooks": "接口查询推送地址", "dispatch.api_deliveries": "接口查询推送记录",
    "dispatch.api_list": "接口查询往来件", "dispatch.api_fetch": "接口取回往来件",
}  # fmt: skip
