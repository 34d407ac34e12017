"""Prepare an empty production site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.management.reading import load_file, told
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.services.founding import first_administrator
from procuratorate.organs.states import Kind


class Command(BaseCommand):
    help = "Prepare an empty site: organs from a file, the first administrator with a one-time password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organs", required=True, metavar="FILE", help="CSV or Excel, docs/organs-file.md")
        parser.add_argument("--number", required=True, help="工号 of the first administrator")
        parser.add_argument("--name", required=True, help="姓名 of the first administrator")
        parser.add_argument(
            "--organ", metavar="CODE", help="code of the administrator's organ, if the file has several roots"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(BUILDER) as at:
            if Officer.objects.exists():
                raise CommandError("本站已有人员，bootstrap 只用于空站。单位请用 load_organs 导入，人员由管理员新建。")
            counts = load_file(options["organs"])
            organ = _organ(options["organ"])
            try:
                made = first_administrator(organ=organ, number=options["number"], name=options["name"], on=day_of(at))
            except Unacceptable as error:
                raise CommandError(error.message) from error
        self._tell(told(counts), organ, *made)

    def _tell(self, counts: str, organ: Organ, officer: Officer, password: str) -> None:
        self.stdout.write(f"单位：{counts}")
        self.stdout.write(f"首任管理员：{officer.name}，工号 {officer.number}，{organ.name}")
        self.stdout.write(f"初始密码：{password}")
        self.stdout.write("只显示这一次。首次登录须修改密码，再用手机绑定动态口令。")


def _organ(code: str | None) -> Organ:
    """The organ named, else the only 院 without a superior."""
    if code:
        found: Organ | None = Organ.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"没有代码为 {code} 的单位。请核对 --organ。")
        return found
    roots: list[Organ] = list(Organ.objects.filter(parent=None, kind=Kind.PROCURATORATE)[:20])
    if len(roots) != 1:
        names = "、".join(f"{root.code} {root.name}" for root in roots)
        raise CommandError(f"最上级的院不是正好一个（{names or '没有'}），请用 --organ 写明管理员所在单位的代码。")
    return roots[0]
