"""Events in custody, what was done about them, and the recordings that show them."""

from procuratorate.incidents.models.incidents import Incident, IncidentAct
from procuratorate.incidents.models.recordings import Recording, Viewing

__all__ = ["Incident", "IncidentAct", "Recording", "Viewing"]
