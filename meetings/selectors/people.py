"""Who of an organ usually comes to a joint meeting, by the posts held that day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.states import Role

ORDER = (
    Role.CHIEF, Role.DEPUTY_CHIEF, Role.DEPARTMENT_HEAD, Role.PROCURATOR, Role.ASSISTANT, Role.PROCURATOR_CLERK,
    Role.SECRETARY, Role.WARDEN, Role.DEPUTY_WARDEN, Role.EXECUTION_HEAD, Role.EXECUTION_CLERK, Role.CENTRE_HEAD,
    Role.CENTRE_OFFICER,
)  # fmt: skip
MOST = 9


def due_of(organ: Organ, on: date) -> list[tuple[str, str]]:
    """(name, post) of leaders and secretaries of the organ and its house, leaders first; one line per person."""
    posts = Assignment.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, revoked_at=None, role__in=ORDER)
    rows = posts.filter(Q(organ=organ) | Q(organ_id=organ.house_id)).select_related("officer")
    ranked = sorted(rows, key=lambda one: (ORDER.index(Role(one.role)), one.officer.number))
    people: dict[str, str] = {}
    for post in ranked:
        people.setdefault(post.officer.name, post.title or Role(post.role).label)
    return list(people.items())[:MOST]
