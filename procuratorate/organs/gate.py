"""Who may open a page or call an act: one gate for HTML, API, tasks and commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from procuratorate.lib.errors import Refusal, Refused
from procuratorate.organs.actors import Actor
from procuratorate.organs.sessions import to_login
from procuratorate.organs.states import EVERYONE, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def must_be(actor: Actor, *groups: frozenset[Role], act: str = "这项操作") -> Refusal | None:
    """Refuse unless the actor's post stands in one of the groups."""
    if any(actor.role in group for group in groups):
        return None
    if not actor.is_officer:
        return Refusal("no_post", "您目前没有在任岗位，或任期已满。请联系本单位管理员设置岗位。")
    return Refusal(
        "role", f"您现在的岗位（{Role(actor.role).label}）不能办理{act}。如需办理，请切换岗位或联系本单位管理员。"
    )


def signer(actor: Actor) -> int:
    """The officer who answers for an act. Tasks and commands sign nothing."""
    if actor.officer_id is None:
        raise Refused(Refusal("nobody", "这项操作须由人员办理，系统任务不能代办。"))
    return actor.officer_id


def for_roles(*groups: frozenset[Role]) -> Callable[[View], View]:
    """A page for officers of these posts; others get 403, strangers the login page. Introspected by the matrix test."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_login(request, "")
            actor: Actor = request.actor  # type: ignore[attr-defined]
            refusal = must_be(actor, *groups, act="这一页")
            if refusal:
                raise Refused(refusal)  # the door names the page by its address
            return view(request, *args, **kwargs)

        gated.roles = frozenset().union(*groups)  # type: ignore[attr-defined]
        return gated  # type: ignore[return-value]

    return decorate


def opens(actor: Actor, address: str) -> bool:
    """Whether the page at an address is for this actor's post at all; what lies behind it may still be out of sight."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    return actor.role in getattr(view, "roles", EVERYONE)


def for_signed_in(view: View) -> View:
    """A page about oneself: open to every officer, even one whose posts have all ended."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_login(request, "")

    gated.roles = EVERYONE  # type: ignore[attr-defined]
    return gated  # type: ignore[return-value]


def public(view: View) -> View:
    """A page anybody may open: login, health, verification. Marked so that the matrix test knows it is meant."""
    view.roles = None  # type: ignore[attr-defined]
    return view
