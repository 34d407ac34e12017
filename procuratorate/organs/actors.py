"""Who acts: an officer in one post, with what lies within reach that day."""

from __future__ import annotations

from dataclasses import dataclass, field

from procuratorate.organs.states import Role, Side


@dataclass(frozen=True)
class Actor:
    """An officer acting in one post. Services take it instead of an officer: authority belongs to the post.

    `organs` is all within reach; `home` the part of it that is the actor's own house: never the sites a procurator
    supervises. What two organs send each other is seen from home alone. `desks` is the part of home that belongs to the
    very house served in: a superior 院 reads below, but what arrives there is not its to register.
    """

    officer_id: int | None
    name: str
    organ_id: int | None
    organ_name: str
    assignment_id: int | None
    role: Role
    side: Side
    organs: tuple[int, ...] = field(default=(), repr=False)
    home: tuple[int, ...] = field(default=(), repr=False)
    desks: tuple[int, ...] = field(default=(), repr=False)
    acting_for: str = ""

    @property
    def is_officer(self) -> bool:
        """Whether somebody stands here in a post: not a stranger, not an officer whose posts have ended."""
        return self.assignment_id is not None

    def owns(self, organ_id: int | None) -> bool:
        """Whether an organ is part of the actor's own house."""
        return organ_id in self.home

    def sees(self, organ_id: int | None) -> bool:
        """Whether an organ lies within reach."""
        return organ_id in self.organs


def _nobody(name: str, side: Side) -> Actor:
    return Actor(None, name, None, "", None, Role.SYSTEM, side)


ANONYMOUS = _nobody("", Side.ANONYMOUS)
BUILDER = _nobody("建库", Side.BUILDER)


def without_post(officer_id: int, name: str) -> Actor:
    """An officer who holds no post today: may sign in, change the password and leave, nothing else."""
    return Actor(officer_id, name, None, "", None, Role.SYSTEM, Side.ANONYMOUS)


def service_actor(name: str) -> Actor:
    """The named actor of a task or command: never "the system sees all", always which task."""
    return _nobody(f"系统任务 {name}", Side.SERVICE)
