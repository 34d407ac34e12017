"""The signed slip, scanned back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch, SlipScan
from procuratorate.dispatch.permissions import may_record_service
from procuratorate.lib import files
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.media import type_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

MEGA = 1024 * 1024


@transaction.atomic
def keep_scan(*, dispatch: Dispatch, data: bytes, actor: Actor, at: datetime) -> SlipScan:
    """Keep a scan beside the recorded slip. Raises Unacceptable for no picture and no PDF, Conflict without a slip."""
    demand(may_record_service(actor, dispatch), act="dispatch.keep_scan", target=dispatch)
    if dispatch.served is None:
        raise Conflict("还没有登记回证。请先登记回证上的收到时间和签收情况，再上传扫描件。", title=dispatch.number)
    if not data or len(data) > settings.UPLOAD_LIMIT:
        raise Unacceptable(f"请选择扫描件，不超过 {settings.UPLOAD_LIMIT // MEGA} MB。")
    kind = type_of(data)
    if not kind:
        raise Unacceptable("扫描件只收 PDF、JPG、PNG，按内容识别，与扩展名无关。")
    told = {"sender_id": dispatch.sender_id, "recipient_id": dispatch.recipient_id, "at": at, "by_id": signer(actor)}
    stored = files.keep(data)
    scan = SlipScan.objects.filter(dispatch=dispatch, stored=stored).first()
    if scan is None:
        scan = SlipScan.objects.create(dispatch=dispatch, stored=stored, media_type=kind, size=len(data), **told)
    record(actor=actor, act="dispatch.keep_scan", target=dispatch, detail={"sm3": stored})
    return scan
