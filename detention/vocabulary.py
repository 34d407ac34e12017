"""The law's own words (detention.law) as choices of columns and forms."""

from detention.law import CLOCKS, Anew, Given, Holder, Phase, Stop, Trait
from procuratorate.organs.states import Kind

# Of whom a centre keeps count: not of those at liberty, nor of those held by a supervision commission.
PHASES = [
    phase
    for phase, clock in CLOCKS.items()
    if clock.holder is not Holder.SUPERVISION and phase not in {Phase.FREE_REVIEW, Phase.BAIL, Phase.RESIDENTIAL}
]
PHASE_CHOICES = [(phase.value, phase.label) for phase in PHASES]
TRAIT_CHOICES = [(one.value, one.label) for one in Trait]
GIVEN_CHOICES = [(one.value, one.label) for one in Given]
ANEW_CHOICES = [(one.value, one.label) for one in Anew]
STOP_CHOICES = [(one.value, one.label) for one in Stop]
CODE_CHOICES = [*GIVEN_CHOICES, *ANEW_CHOICES, *STOP_CHOICES]

ACCUSED = frozenset(
    {
        Phase.FIRST_TRIAL, Phase.FAST_TRIAL, Phase.SUMMARY_TRIAL, Phase.TRIAL_SUPPLEMENT, Phase.APPEAL,
        Phase.SECOND_TRIAL, Phase.RETRIAL, Phase.DEATH_REVIEW,
    }
)  # fmt: skip
CONVICTED = frozenset({Phase.DELIVERY, Phase.SERVING})
# Clocks that are no 羁押期限: of the centre's own delivery, of a right to appeal. Nobody is over-detained by them.
NO_LIMIT = CONVICTED | {phase for phase in PHASES if CLOCKS[phase].free}
HANDLERS = (Kind.POLICE, Kind.PROCURATORATE, Kind.COURT, Kind.SUPERVISION, Kind.DISPATCHED)  # who handles cases
