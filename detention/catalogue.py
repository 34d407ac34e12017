"""The seven items a centre tells its resident office (高检会〔2002〕4号第三部分), as a first version proposes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BASIS = "高检会〔2002〕4号第三部分"


@dataclass(frozen=True)
class Item:
    """`typed`: figures no record of this system holds yet; they are filled in on screen."""

    code: str
    title: str
    typed: tuple[str, ...] = ()
    sensitivity: str = "内部"

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code, "title": self.title, "owner": "看守所", "recipient": "驻所检察室", "frequency": "每日",
            "basis": BASIS, "sensitivity": self.sensitivity,
        }  # fmt: skip


ITEMS = (
    Item("people", "在押人员的个人情况、基本案情及处理情况、诉讼环节情况", ("提讯提解",)),
    Item("apart", "同案犯、未决犯和已决犯、未成年犯分押分管的情况"),
    Item("accidents", "事故情况", ("事故",)),
    Item("deaths", "在押人员非正常死亡、伤残情况", ("死亡", "伤残"), "敏感"),
    Item("restraint", "戒具使用情况", ("使用戒具", "禁闭")),
    Item("delivery", "罪犯交付执行、投劳被拒收及留所服刑情况", ("被拒收",)),
    Item("changes", "减刑、假释、暂予监外执行情况", ("减刑", "假释", "暂予监外执行")),
)
BY_CODE = {item.code: item for item in ITEMS}
