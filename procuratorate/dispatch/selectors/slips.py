"""The receipt as a slip of paper. Both sides read the same facts, and nothing else of each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from procuratorate.dispatch.models import Crossing, Dispatch, PaperService
from procuratorate.dispatch.states import Channel
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.models import Officer

Rows = list[tuple[str, str]]
BLANK = "\u3000"  # to be filled in by hand


@dataclass(frozen=True)
class Slip:
    """What `{% receipt %}` draws; `is_whole` tells whether the content still has the hash it was sent with."""

    title: str
    number: str
    rows: Rows
    hash: str
    note: str
    is_whole: bool


def slip(dispatch: Dispatch) -> Slip:
    """A 送达回证 (blank where it is still to be signed), or the receipt of what went on screen."""
    rows = [
        ("送达单位" if dispatch.needs_slip else "发件单位", dispatch.sender.name),
        ("受送达单位" if dispatch.needs_slip else "收件单位", dispatch.recipient.name),
        ("文书名称" if dispatch.needs_slip else "名称", dispatch.title),
        ("份数、页数", f"{dispatch.copies} 份" + (f"，{dispatch.page_count} 页" if dispatch.page_count else "")),
        ("方式", f"{dispatch.get_legal_mode_display()}，{dispatch.get_channel_display()}"),
        ("依据", dispatch.basis),
        ("发出", _joined(moment(dispatch.sent_at), _sender(dispatch))),
    ]
    if dispatch.channel == Channel.GATEWAY:
        rows.append(("对方网络到达", moment(dispatch.received_at) or "尚未收到对方回执包"))
    elif dispatch.delivered_at:
        rows.append(("到达", moment(dispatch.delivered_at)))
    rows += _service(dispatch.served) if dispatch.needs_slip else []
    title = "送达回证" if dispatch.needs_slip else "收发回执"
    whole = sm3_of(dispatch.content) == dispatch.content_hash
    return Slip(title, dispatch.number, rows + _traces(dispatch), dispatch.content_hash, _note(dispatch), whole)


def printed(dispatch: Dispatch) -> dict[str, object]:
    """The 送达回证 to be signed by hand, or as it was recorded (form: practice.md §3, no. 16)."""
    pages = f"，共{dispatch.page_count}页" if dispatch.page_count else ""
    rows = [
        ("送达机关", dispatch.sender.name), ("受送达单位", dispatch.recipient.name), ("案由、案号", BLANK),
        ("送达文书名称、文号", dispatch.title), ("份数", f"{dispatch.copies}份{pages}"),
        ("送达方式", f"{dispatch.get_legal_mode_display()}，{dispatch.get_channel_display()}"),
        ("依据", dispatch.basis),
        ("发出", _joined(moment(dispatch.sent_at), _who(dispatch.sent_by, dispatch.sent_for))),
    ]  # fmt: skip
    signed = [(label, value or _room(label)) for label, value in _facts(dispatch.served or PaperService())]
    return {"rows": rows, "signed": signed, "note": f"{_note(dispatch)}内容校验：{dispatch.content_hash}"}


def _room(label: str) -> str:
    """What the hand fills in."""
    return "　　　　年　　月　　日　　时　　分" if label == "收到时间" else ""


def service_words(service: PaperService) -> str:
    """The facts of one recorded 送达回证 in a line, empty ones left out."""
    return "；".join(f"{label}：{value}" for label, value in _facts(service) if value)


def moment(at: datetime | None) -> str:
    """2026-11-20 09:22:07, Beijing time."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if at else ""


def _service(service: PaperService | None) -> Rows:
    """The lines to be signed: as recorded, else blank for the hand."""
    facts = _facts(service or PaperService())
    return [(label, value or ("—" if service else BLANK)) for label, value in facts]


def _facts(service: PaperService) -> Rows:
    substitute = _joined(service.received_by, service.substitute_reason) if service.substitute_reason else ""
    return [
        ("送达结果", str(service.get_outcome_display())),
        ("送达地点", service.place),
        ("收到时间", moment(service.received_at)),
        ("收件人", "" if substitute else service.received_by),
        ("代收情况", substitute),
        ("拒收事由", service.refusal_reason),
        ("见证人", service.witness),
        ("送达人", service.served_by),
        ("备注", _joined(service.note, service.correction_reason and f"更正：{service.correction_reason}")),
    ]


def _traces(dispatch: Dispatch) -> Rows:
    """The first opening and the registration: all that the sender may know of what the other side did with it."""
    there = getattr(dispatch, "crossing", None) or Crossing()  # what the receipt file told
    opened = _joined(moment(dispatch.opened_at), _who(dispatch.opened_by))
    registered = _joined(moment(dispatch.acknowledged_at), _who(dispatch.acknowledged_by, dispatch.acknowledged_for))
    rows = [
        ("首次打开", opened or _joined(moment(there.opened_at), there.opened_by_name)),
        ("登记", registered or _joined(moment(there.acknowledged_at), there.acknowledged_by_name)),
    ]
    return [*rows, ("登记说明", dispatch.note)] if dispatch.note else rows


def _who(officer: Officer | None, acting_for: str = "") -> str:
    name = officer.name if officer else ""
    return f"{name}（代 {acting_for}）" if name and acting_for else name


def _sender(dispatch: Dispatch) -> str:
    """Of what came through a gateway the name alone is known here."""
    crossing = getattr(dispatch, "crossing", None)
    return _who(dispatch.sent_by, dispatch.sent_for) or (crossing.sent_by_name if crossing else "")


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _note(dispatch: Dispatch) -> str:
    """Which of these times starts a clock."""
    beyond = dispatch.channel == Channel.GATEWAY
    start = "回证上的收到时间" if dispatch.needs_slip else "对方网络的到达时间" if beyond else "到达时间"
    return f"期限自{start}起算，次日为第 1 日；打开仅为佐证，不是送达。时间为北京时间，取自数据库时钟。"
