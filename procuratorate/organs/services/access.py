"""What is given by name: tokens of systems, and named grants, which are guardian's only door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from guardian.shortcuts import assign_perm, remove_perm

from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, NamedGrant, Officer, Session, Token
from procuratorate.organs.permissions import may_administer
from procuratorate.organs.secrets import token_secret
from procuratorate.organs.tokens import digest


@transaction.atomic
def issue_token(
    *, post: Assignment, name: str, scopes: Iterable[str], until: date, actor: Actor, on: date
) -> tuple[Token, str]:
    """A token that acts in one post until a day; returns it with its secret, of which only the hash is kept."""
    demand(may_administer(actor, post.organ), act="organs.issue_token", target=post)
    if until <= on:
        raise Unacceptable("有效期须在今天以后。", fields={"until": "请填写今天以后的日期。"})
    secret = token_secret()
    token = Token.objects.create(
        assignment=post, name=name, scopes=" ".join(sorted(scopes)), digest=digest(secret), since=on, until=until
    )
    record(actor=actor, act="organs.issue_token", target=token, detail={"post": post.pk, "until": str(until)})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, reason: str, actor: Actor, at: datetime) -> None:
    """End a token with its next request."""
    demand(may_administer(actor, token.assignment.organ), act="organs.revoke_token", target=token)
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
    record(actor=actor, act="organs.revoke_token", target=token, reason=reason)


@transaction.atomic
def grant(*, permission: str, officer: Officer, target: Model, reason: str, until: date, actor: Actor) -> NamedGrant:
    """Let one named officer do `permission` ("app.codename") on one object until a day, for a reason."""
    assign_perm(permission, officer, target)
    row = NamedGrant.objects.create(
        officer=officer,
        permission=permission,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        reason=reason,
        granted_by_id=actor.officer_id or 0,
        until=until,
    )
    record(
        actor=actor,
        act="organs.grant",
        target=target,
        reason=reason,
        detail={"officer": officer.pk, "permission": permission},
    )
    return row


@transaction.atomic
def revoke(*, permission: str, officer: Officer, target: Model, reason: str, actor: Actor, at: datetime) -> None:
    """Take a named grant back at once."""
    rows = NamedGrant.objects.filter(target_type=target._meta.label_lower, target_id=str(target.pk), revoked_at=None)
    rows.filter(permission=permission, officer=officer).update(revoked_at=at)
    remove_perm(permission, officer, target)
    detail = {"officer": officer.pk, "permission": permission}
    record(actor=actor, act="organs.revoke", target=target, reason=reason, detail=detail)


@transaction.atomic
def tidy(*, at: datetime) -> int:
    """Take back named grants whose last day has passed, drop sessions that expired. Returns how many grants."""
    ended = NamedGrant.objects.filter(revoked_at=None, until__lt=day_of(at)).select_related("officer")
    for row in ended:
        target = apps.get_model(row.target_type)._default_manager.filter(pk=row.target_id).first()
        if target is not None:
            remove_perm(row.permission, row.officer, target)
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return ended.update(revoked_at=at)
