"""Which 院 would put a finding to its addressee: the law's default and the province's overrides (organs.competence)."""

from __future__ import annotations

from datetime import date

from procuratorate.organs.competence import Act, competent
from procuratorate.organs.models import Organ, Pairing

OF_SITE = "《人民检察院看守所检察办法》：由对看守所承担检察职责的院提出"


class Proposers:
    """Asked once for each pair of centre and addressee, however many findings there are."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._known: dict[tuple[int, int], tuple[Organ | None, str]] = {}

    def of(self, centre: Organ, addressee: Organ) -> tuple[Organ | None, str]:
        """The 院 and on what basis; None where no rule names one: then it is to be asked of the superior 院."""
        place = (centre.pk, addressee.pk)
        if place not in self._known:
            of_centre = addressee.pk == centre.pk
            self._known[place] = self._of_site(centre) if of_centre else self._of_handler(addressee)
        return self._known[place]

    def _of_handler(self, handler: Organ) -> tuple[Organ | None, str]:
        """As a notice to the organ asks it: whom the page names may draft, whoever acts for another at the centre."""
        found = competent(Act.OVER_DETENTION, handler, handler, self.on)
        return (found.organ, found.basis) if found else (None, "")

    def _of_site(self, centre: Organ) -> tuple[Organ | None, str]:
        pairing = Pairing.objects.on(self.on).filter(counterpart=centre).select_related("procuratorate__house").first()
        if pairing is None:
            return None, ""
        body: Organ = pairing.procuratorate
        return (body if body.issues_papers else body.house), OF_SITE
