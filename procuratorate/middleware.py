"""The way in: a reference number for every request, then the one door to data (docs/decisions/0002)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control

from procuratorate.audit import services as audit
from procuratorate.desk import errors
from procuratorate.lib.clock import day_of, now
from procuratorate.lib.errors import Conflict, Refused, Unacceptable
from procuratorate.organs.actors import ANONYMOUS, Actor, without_post
from procuratorate.organs.reach import acting_as, actor_for, assignments_on, chosen_of
from procuratorate.organs.services import forget_taken
from procuratorate.organs.tokens import find_token

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponseBase]
OUTSIDE = ("/static/", "/healthz/")  # no person's data, no door


def trace(get_response: Next) -> Next:
    """Give the request a reference number that stands on error pages, in the log and in the audit."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        reference = f"E-{token_hex(6).upper()}"
        request.reference = reference  # type: ignore[attr-defined]
        if settings.BEHIND_PROXY:  # ours writes the header; without one anybody could
            request.META["REMOTE_ADDR"] = _forwarded(request.META)
        tokens = audit.trace.set(reference), audit.address.set(request.META.get("REMOTE_ADDR"))
        try:
            response = get_response(request)
        finally:
            audit.trace.reset(tokens[0])
            audit.address.reset(tokens[1])
        response.headers["X-Reference"] = reference
        if not request.path.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def _forwarded(meta: Mapping[str, str]) -> str | None:
    """The address our proxy saw: the last it names (it may append to what a browser claimed), if it is one at all."""
    told = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return meta.get("REMOTE_ADDR")


class Door:
    """Resolve the actor, enter `acting_as`, leave with commit; roll back on an exception or a status ≥ 500."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        actor = who_asks(request)
        request.actor = actor  # type: ignore[attr-defined]
        with acting_as(actor) as at:
            request.at, request.on = at, day_of(at)  # type: ignore[attr-defined]
            response = self.get_response(request)
            # TemplateResponses were rendered inside; an error page below is rendered without touching data.
            failed = response.status_code >= 500 or getattr(request, "escaped", None) is not None
            transaction.set_rollback(failed)
        escaped = getattr(request, "escaped", None)
        if actor.is_officer and isinstance(escaped, PermissionDenied | Http404):
            act = getattr(escaped, "act", "") or f"{request.method} {request.path}"
            reason = escaped.refusal.code if isinstance(escaped, Refused) else type(escaped).__name__
            audit_refusal(actor, act=act[:80], reason=reason, target=getattr(escaped, "target", None))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Remember what escaped the view: the door rolls back, and the officer gets a page that says how to go on."""
        request.escaped = error  # type: ignore[attr-defined]
        if isinstance(error, Conflict):
            return errors.conflict(request, error)
        if isinstance(error, Unacceptable):
            return errors.unacceptable(request, error)
        return None


def who_asks(request: HttpRequest) -> Actor:
    """The officer of this session in the post chosen, the post of a token, or a stranger."""
    on = day_of(now())
    if request.path.startswith("/api/"):
        request.token = token = find_token(request)  # type: ignore[attr-defined]
        return actor_for(token.assignment, on) if token else ANONYMOUS
    user = request.user
    if not user.is_authenticated or user.pk is None:
        return ANONYMOUS
    request.posts = posts = assignments_on(user.pk, on)  # type: ignore[attr-defined]  # the shell lists them
    assignment = chosen_of(posts, request.session.get("assignment"))
    return actor_for(assignment, on) if assignment else without_post(user.pk, user.name)


def audit_refusal(actor: Actor, *, act: str, reason: str, target: Any = None) -> None:
    """Write the refusal in a transaction of its own, after the rollback. When even that fails, the log says it."""
    try:
        with acting_as(actor):
            audit.record_refusal(actor=actor, act=act, target=target, reason=reason)
    except DatabaseError as failure:  # the answer is still the refusal; ids and codes alone, as in the audit
        what = f"{target._meta.label_lower}:{target.pk}" if target is not None else ""
        told = (audit.trace.get(), actor.officer_id, actor.organ_id, actor.role.value, act, what, reason)
        words = "refusal not audited (%s): trace=%s officer=%s organ=%s role=%s act=%s target=%s reason=%s"
        log.error(words, type(failure).__name__, *told)  # noqa: TRY400  # its own words may quote the row


def forget_drafts(get_response: Next) -> Next:
    """Forget what was typed into a form the server took: it leads on, where a refused form comes back as a page.

    Stands behind the session rules, whose own leading away takes nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST" and response.status_code in (302, 303) and request.actor.is_officer:  # type: ignore[attr-defined]
            forget_taken(actor=request.actor, address=request.get_full_path())  # type: ignore[attr-defined]
        return response

    return middleware
