"""Who may open what. Written by hand from house.md §2, §5.2 of practice.md and the issue, never read off the code.

ok: let in (also 409, 422: let in and told what is wrong) · no: 403 · hidden: 404 · login: sent to the login page.
`own` objects belong to 青岑监狱 and its resident office; yin and lan are their neighbours in another city.
"""

from __future__ import annotations

from dataclasses import dataclass

ACTORS = ("nobody", "chen", "pei", "qin", "yin", "tang", "shen", "hao", "ward", "lan", "admin", "root", "lu", "chang")
OFFICERS = ACTORS[1:]

PROCURATORS = "chen pei qin yin"
OURS = "chen pei qin"  # procurators who reach 青岑监狱
PRISON = "tang shen hao ward lan"
THEIRS = "tang shen hao"  # 青岑监狱, the whole of it
ADMINS = "admin root"


@dataclass(frozen=True)
class Line:
    """One method of a route. Actors named in no list are refused (403); nobody is sent to the login page."""

    method: str = "GET"
    ok: str = ""
    hidden: str = ""
    nobody: str = "login"
    body: str = ""
    content_type: str = "application/x-www-form-urlencoded"

    def expected(self, actor: str) -> str:
        """The one word this actor must get."""
        if actor == "nobody":
            return self.nobody
        if actor in self.ok.split():
            return "ok"
        return "hidden" if actor in self.hidden.split() else "no"


ALL = " ".join(OFFICERS)


def get(ok: str, hidden: str = "") -> Line:
    return Line("GET", ok, hidden)


def post(ok: str, hidden: str = "", body: str = "") -> Line:
    return Line("POST", ok, hidden, body=body)


LINES: dict[str, list[Line]] = {}
