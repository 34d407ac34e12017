"""What the chapters share: the running product, today, the officers' windows, the people, the batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.days import Days
from tests.journeys.hand import Hand
from tests.journeys.people import Somebody
from tests.running.product import Product

TANG, SHEN, HAO, WARD_OFFICER, LAN = "Y9901", "Y9902", "Y9903", "Y9905", "Y9911"
CHEN, PEI, DEPUTY, HEAD, MANAGER, YIN = "J9901", "J9904", "J9905", "J9906", "J9907", "J9911"
PRISON, COURT = "澜江省青岑监狱", "临澄市中级人民法院"


@dataclass
class Story:
    """Where the story stands."""

    product: Product
    days: Days
    desk: Callable[[str], Hand]
    people: Any  # People, or Patients: those of its one list
    batch: int = 0
    page: str = ""  # of what the story is about, where it is one thing
    played: set[str] = field(default_factory=set)

    def filing(self, one: Somebody) -> int:
        """The id of somebody's filing in this batch."""
        query = "SELECT id FROM commutation_filing WHERE batch_id = %s AND number = %s"
        return int(self.product.ledger.one(query, self.batch, one.number))

    def title(self) -> str:
        return str(self.product.ledger.one("SELECT title FROM commutation_batch WHERE id = %s", self.batch))

    def count(self, query: str, *values: object) -> int:
        return int(self.product.ledger.one(query, *values))
