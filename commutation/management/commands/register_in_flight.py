"""Take in filings that were sent before the system began."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commutation.services.in_flight import Taken, register_in_flight
from commutation.states import RowStatus
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as, actor_for, current_assignment


class Command(BaseCommand):
    help = "Register filings already sent, from a CSV or Excel file. Safe to run again; a batch goes in whole or not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--by", required=True, help="number of the case manager or chief in whose name it is done")

    def handle(self, *args: Any, file: str, by: str, **options: Any) -> None:
        actor = _registrar(by)
        try:
            data = Path(file).read_bytes()
            with acting_as(actor) as at:
                taken = register_in_flight(data=data, filename=Path(file).name, actor=actor, at=at)
                people = sum(one.people for one in taken.sendings)
        except OSError as error:
            raise CommandError(f"读不到文件 {file}：{error.strerror}") from error
        except (Refused, Unacceptable) as error:
            raise CommandError(f"没有登记：{error}") from error
        self._tell(taken, people)

    def _tell(self, taken: Taken, people: int) -> None:
        self.stdout.write(f"已补登 {len(taken.sendings)} 批 {people} 人。")
        for row in taken.rows:
            if row.status == RowStatus.REFUSED:
                told = "；".join(f"{one.column}：{one.reason}，{one.mending}" for one in row.problems)
                self.stderr.write(f"第{row.number}行退回：{told}")


def _registrar(number: str) -> Actor:
    with acting_as(service_actor("in_flight")) as at:
        officer = Officer.objects.filter(number__iexact=number, is_active=True).first()
        post = current_assignment(officer.pk, None, day_of(at)) if officer else None
        if post is None:
            raise CommandError(f"工号 {number} 没有在任岗位。")
        return actor_for(post, day_of(at))
