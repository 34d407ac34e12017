"""The gateway's desk: what waits for a packet, packets made and taken in, receipts that go back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procuratorate.audit.services import record_read
from procuratorate.dispatch import services
from procuratorate.dispatch.forms import PacketForm
from procuratorate.dispatch.models import Dispatch, Packet
from procuratorate.dispatch.packets.seals import grouped
from procuratorate.dispatch.permissions import CARRIERS
from procuratorate.dispatch.selectors import waiting_for_packet, wholly_in_sight
from procuratorate.dispatch.states import Contents
from procuratorate.lib import files
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import for_roles

PER_PAGE = 50


@require_safe
@for_roles(CARRIERS)
def packets(request: HttpRequest) -> HttpResponse:
    """What waits, and the packets of the house."""
    return _desk(request, PacketForm())


@require_POST
@for_roles(CARRIERS)
def make(request: HttpRequest) -> HttpResponse:
    """Put the ticked dispatches into a file."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    ticked = [one for one in request.POST.getlist("id") if one.isascii() and one.isdigit() and len(one) < 19]
    chosen = Dispatch.objects.sent_from(actor).filter(pk__in=ticked)
    first, *more = services.make_packets(dispatches=chosen, actor=actor, at=at)
    if more:
        messages.success(
            request, f"附件多，装成 {len(more) + 1} 个包：{first.number} 至 {more[-1].number}。请都送到对方。"
        )
        return redirect("dispatch:packets")
    messages.success(request, f"已制作 {first.number}。请下载后经网闸送到对方网络。")
    return redirect(first)


@require_http_methods(["POST"])
@for_roles(CARRIERS)
def take(request: HttpRequest) -> HttpResponse:
    """Take in a file from the other network."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    form = PacketForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            packet = services.take_packet(data=form.cleaned_data["file"].read(), actor=actor, at=at)
        except Unacceptable as error:
            form.add_error("file", error.message)
        else:
            messages.success(request, f"{packet.number} 已导入，逐件结果如下。")
            return redirect(packet)
    return _desk(request, form, status=422)


@require_safe
@for_roles(CARRIERS)
def packet(request: HttpRequest, pk: int) -> HttpResponse:
    """One packet, dispatch by dispatch."""
    found = _visible(request, pk)
    lines = found.lines.select_related("dispatch__sender", "dispatch__recipient", "dispatch__crossing")
    seen = set(
        Dispatch.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        .filter(packet_lines__packet=found)
        .values_list("pk", flat=True)
    )
    context = {
        "packet": found,
        "fingerprint": grouped(found.fingerprint),
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "seen": seen,
        "whole": wholly_in_sight(found, request.actor),  # type: ignore[attr-defined]
        "may_receipt": not found.outward and found.contents == Contents.DISPATCHES,
    }
    return render(request, "dispatch/packet.html", context)


@require_safe
@for_roles(CARRIERS)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as it was made or as it came."""
    found = _whole(request, pk)
    record_read(actor=request.actor, target=found, act="dispatch.fetch_packet")  # type: ignore[attr-defined]
    headers = {"Content-Disposition": content_disposition_header(True, f"{found.number}.zip") or ""}
    return HttpResponse(files.fetch(found.stored), content_type="application/zip", headers=headers)


@require_POST
@for_roles(CARRIERS)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the receipt file of a packet that came in, as things stand now."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    made = services.make_receipt(packet=_whole(request, pk), actor=actor, at=at)
    messages.success(request, f"已制作回执 {made.number}。请下载后送回对方网络。")
    return redirect(made)


def _visible(request: HttpRequest, pk: int) -> Packet:
    rows = Packet.objects.visible_to(request.actor).select_related("organ", "counterpart", "by")  # type: ignore[attr-defined]
    found: Packet = get_object_or_404(rows, pk=pk)
    return found


def _whole(request: HttpRequest, pk: int) -> Packet:
    """A packet nothing in which is hidden from the actor; to others its file is not there."""
    found = _visible(request, pk)
    if not wholly_in_sight(found, request.actor):  # type: ignore[attr-defined]
        raise Http404
    return found


def _desk(request: HttpRequest, form: PacketForm, *, status: int = 200) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rows = Packet.objects.visible_to(actor).select_related("counterpart", "by")
    waiting = waiting_for_packet(actor).select_related("recipient__house", "crossing").defer("content")
    context = {
        "waiting": Paginator(waiting, services.MOST_IN_PACKET).get_page(1),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "dispatch/packets.html", context, status=status)
