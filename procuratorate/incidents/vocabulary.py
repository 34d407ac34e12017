"""The law's own words (incidents.law) as choices of columns and forms, and which acts are about which kinds."""

from procuratorate.incidents.law import Cause, Device, Kind, Standing
from procuratorate.incidents.states import Act

KIND_CHOICES = [(one.value, one.label) for one in Kind]
DEVICE_CHOICES = [(one.value, one.label) for one in Device]
CAUSE_CHOICES = [(one.value, one.label) for one in Cause]
STANDING_CHOICES = [(one.value, one.label) for one in Standing]
LASTING = frozenset({Kind.RESTRAINT, Kind.CONFINEMENT})  # they run until lifted; the others happen
GRAVE = frozenset({Kind.DEATH, Kind.ESCAPE})  # told on top of the desk until somebody has come

_DEATH, _HURT = frozenset({Kind.DEATH}), frozenset({Kind.DEATH, Kind.INJURY})
_HAPPENED = frozenset(Kind) - LASTING
# Kinds an act is about; one that is not named is about all.
ABOUT: dict[str, frozenset[Kind]] = {
    Act.LIFTED: LASTING, Act.CAUSE_GONE: frozenset({Kind.RESTRAINT}), Act.EXTENDED: frozenset({Kind.RESTRAINT}),
    Act.KIN_TOLD: _HURT | {Kind.ESCAPE}, Act.SUPERIOR_TOLD: _HAPPENED,
    Act.COURT_TOLD: frozenset({Kind.DEATH, Kind.ESCAPE}), Act.SCENE: _HAPPENED, Act.CERTIFICATE: _DEATH,
    Act.CONCLUSION: _HAPPENED, Act.CHIEF_TOLD: _HAPPENED, Act.REPORTED_UP: _HAPPENED, Act.EXAMINED: _HURT,
    Act.PATROL: frozenset({Kind.DEATH, Kind.ESCAPE}), Act.KIN_APPLIED: _HURT, Act.KIN_ANSWERED: _HURT,
    Act.NO_DOUBT: _DEATH, Act.CONCLUDED: _HAPPENED, Act.KIN_INFORMED: _HURT, Act.KIN_OBJECTED: _DEATH,
    Act.KIN_REVIEWED: _DEATH, Act.CLOSED: _HAPPENED, Act.REOPENED: _HAPPENED,
}  # fmt: skip
