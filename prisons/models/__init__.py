"""A prison's own records. Exported here so that others need not know the files."""

from prisons.models.conduct import Account, Commendation, ConductPeriod, Punishment
from prisons.models.departures import Departure
from prisons.models.inmates import Inmate
from prisons.models.rosters import Roster

__all__ = ["Account", "Commendation", "ConductPeriod", "Departure", "Inmate", "Punishment", "Roster"]
