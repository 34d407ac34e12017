"""Administrators: the addresses that hear of arrivals, and what became of each piece of news."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from procuratorate.dispatch import services
from procuratorate.dispatch.forms import WebhookForm
from procuratorate.dispatch.models import Delivery, Webhook
from procuratorate.dispatch.states import DeliveryState
from procuratorate.organs.forms.common import ReasonForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import ADMINISTRATORS
from procuratorate.organs.views.pages import FormPage, actor_of, attempt, form_page, show_form, slip

PER_PAGE = 50


@require_safe
@for_roles(ADMINISTRATORS)
def webhooks(request: HttpRequest) -> HttpResponse:
    """The addresses of one's own house."""
    dead = Count("deliveries", filter=Q(deliveries__state=DeliveryState.DEAD))
    waiting = Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING))
    rows = Webhook.objects.visible_to(actor_of(request)).select_related("organ").annotate(dead=dead, waiting=waiting)
    rows = rows.order_by("-pk")
    return render(request, "dispatch/webhooks.html", {"page": Paginator(rows, PER_PAGE).get_page(1)})


@for_roles(ADMINISTRATORS)
def add(request: HttpRequest) -> HttpResponse:
    """Name an address; the secret that signs is shown once."""
    actor = actor_of(request)
    form = WebhookForm(request.POST or None, actor=actor)
    lead = "有新到、对方登记时，向这个地址发一条通知，只有编号和种类；内容由对方系统凭接口令牌取回。"
    page = FormPage("登记推送地址", "/webhooks/", lead, "登记")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_webhook(actor=actor, **form.cleaned_data))
        if isinstance(made, Webhook):
            rows = [("用途", made.name), ("单位", made.organ.name), ("地址", made.url)]
            return slip(request, title="推送签名密钥", rows=rows, secret=made.secret, back=page.back)
    return show_form(request, page, form)


@require_safe
@for_roles(ADMINISTRATORS)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One address and its deliveries, those given up first."""
    found = _visible(request, pk)
    rows = found.deliveries.order_by("-pk")
    state = request.GET.get("state", "")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    options = [("", "全部", None), *((one.value, one.label, None) for one in DeliveryState)]
    context = {"webhook": found, "states": options, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, "dispatch/webhook.html", context)


@for_roles(ADMINISTRATORS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _visible(request, pk), ReasonForm(request.POST or None)
    page = FormPage(f"停用推送地址：{found}", found.get_absolute_url(), "未送的不再送。", "停用", "已停用。")
    at = request.at  # type: ignore[attr-defined]
    return form_page(
        request, page, form,
        lambda: services.end_webhook(webhook=found, actor=actor_of(request), at=at, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@for_roles(ADMINISTRATORS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try one that was given up."""
    rows = Delivery.objects.visible_to(actor_of(request)).select_related("webhook__organ")
    delivery: Delivery = get_object_or_404(rows, pk=pk)
    services.push_again(delivery=delivery, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已排入，十秒内再送。")
    return redirect(delivery.webhook)


def _visible(request: HttpRequest, pk: int) -> Webhook:
    found: Webhook = get_object_or_404(Webhook.objects.visible_to(actor_of(request)).select_related("organ"), pk=pk)
    return found
