"""The seven items: the agreed list, the register of days, and one day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detention.forms import SettleForm
from detention.forms.feeds import FeedForm, ListForm
from detention.models import SharedList
from detention.permissions import READERS, SETTLERS, may_propose, may_tell
from detention.selectors.feeds import centres_of, drawn_up, in_force, lists_of, register, told_on
from detention.selectors.findings import found_in_feed
from detention.services.sharing import propose_list, send_feed, sign_list
from detention.views.access import actor_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Organ

for_readers = for_roles(READERS)


@for_readers
@require_GET
def feed_list(request: HttpRequest) -> HttpResponse:
    """`?centre=` chooses among several."""
    actor, at = actor_of(request), request.at  # type: ignore[attr-defined]
    centres = centres_of(actor)
    asked = request.GET.get("centre", "")
    centre = next((one for one in centres if str(one.pk) == asked), centres[0] if centres else None)
    agreed = in_force(centre) if centre else None
    context = {
        "centre": centre,
        "centres": [(str(one.pk) if place else "", one.short_name, None) for place, one in enumerate(centres)],
        "agreed": agreed,
        "lists": lists_of(centre) if centre else [],
        "days": register(centre, agreed, at) if centre else [],
        "list_form": ListForm() if centre and may_propose(actor, centre) is None else None,
        "may_tell": centre is not None and may_tell(actor, centre) is None,
        "today": request.on,  # type: ignore[attr-defined]
    }
    return render(request, "detention/feeds.html", context)


@for_readers
@require_http_methods(["GET", "POST"])
def feed_day(request: HttpRequest, centre_id: int, day: str) -> HttpResponse:
    """What was told of a day; for the centre the form to tell it."""
    actor = actor_of(request)
    centre, on = _centre(actor, centre_id), _day(day)
    form = FeedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(may_tell(actor, centre), act="detention.send_feed")
        if form.is_valid():
            told = {"typed": form.typed(), "words": form.words(), "why": form.cleaned_data["why"]}
            try:
                send_feed(centre=centre, on=on, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
            except Unacceptable as error:
                form.tell(error)
            else:
                messages.success(request, "已发送，视为通报；回执可以打印。")
                return redirect(request.path)
    telling = may_tell(actor, centre) is None
    drawn = drawn_up(centre, on, actor) if telling else []
    context = {
        "centre": centre,
        "on": on,
        "told": told_on(centre, on),
        "form": form if telling else None,
        "drawn": [(item, form.of(item["code"])) for item in drawn],
        "findings": found_in_feed(centre, on, actor),
        "settle_form": SettleForm() if actor.role in SETTLERS else None,
        "agreed": in_force(centre),
    }
    return render(request, "detention/feed.html", context, status=422 if form.errors else 200)


@for_readers
@require_POST
def propose(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Propose the next version of the list."""
    actor = actor_of(request)
    centre, form = _centre(actor, centre_id), ListForm(request.POST)
    demand(may_propose(actor, centre), act="detention.propose_list")
    if not form.is_valid():
        raise Unacceptable("请填写几时以前（0至23）。", fields={"hour": "0至23"})
    propose_list(centre=centre, hour=form.cleaned_data["hour"], actor=actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已提出并签署，等待对方签署。")
    return redirect(f"/detainees/feed/?centre={centre.pk}")


@for_readers
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the version the other side proposed."""
    actor = actor_of(request)
    shared = get_object_or_404(SharedList.objects.visible_to(actor).select_related("centre"), pk=pk)
    sign_list(shared=shared, actor=actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已签署，自现在起施行。")
    return redirect(f"/detainees/feed/?centre={shared.centre_id}")


def _centre(actor: Actor, pk: int) -> Organ:
    centre = next((one for one in centres_of(actor) if one.pk == pk), None)
    if centre is None:
        raise Http404
    return centre


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Http404 from None
