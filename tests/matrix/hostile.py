"""What no honest browser sends: values, bodies and headers to throw at every route, drawn by a seed."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote, quote_from_bytes

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

MARK = "\"'><svg/onload=alert(1)>"  # must never come back unescaped
FORM = "application/x-www-form-urlencoded"

# Percent-encoded already: some are no UTF-8 at all.
VALUES = (
    *(
        quote(text, safe="")
        for text in (
            "", " ", "\0", "唐\0晓溪", "\u202eslx.exe", "\U00020bb7\U0003106c\U000e0100", "好" * 10_000, "a" * 10_000,
            "-1", "0", "00", "1e9", "NaN", "9" * 19, "9" * 5000, "-" + "9" * 30, "١٢", "²", "2026-02-30", "0000-00-00",
            "99999-12-31", "9999-12-31", "0001-01-01", "true", "null", "[]", "{}", "../../etc/passwd", "%s%n%(x)s{0}",
            "' OR 1=1 --", "=1+1", "\\", "%", "_", "(?:(", "\r\nSet-Cookie: a=b", MARK, "//evil.example", "abc",
            "https://evil.example/", "javascript:alert(1)", "\ufeff", "\u0301" * 200, "中" * 61, "１２３", "1,1", "1 1",
            "2026-11-20T99:99", "7个月" * 50, "-7个月", "9" * 30 + "个月", "all", "-number", "--number", "number__x",
            "person__officer", "new", "None",
        )
    ),
    "%ED%A0%80", "%FF%FE", "%C0%80", "%", "%zz", "%F4%90%80%80", quote_from_bytes("青岑监狱".encode("gb18030")),
)  # fmt: skip
# Parameters some page or other reads, wherever they are sent.
NAMES = (
    "q page sort state ward prison category sentence vulnerable within missing due mode kind from reply year stage "
    "show print why next id pk ids filing inmate number reason note file opened version months resolve"
).split()
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": MARK, "HTTP_HX_CURRENT_URL": "http://[::1"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_BOOSTED": "true", "HTTP_HX_TARGET_URI_AUTOENCODED": "true"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%ED%A0%80", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true"},
    {"HTTP_REFERER": "http://[evil", "HTTP_ACCEPT_LANGUAGE": "x" * 4000, "HTTP_USER_AGENT": "\xff\x00" + "u" * 4000},
    {"HTTP_IDEMPOTENCY_KEY": "k" * 8, "HTTP_ACCEPT": "application/xml"},
    {"HTTP_IDEMPOTENCY_KEY": "\xff\xfe" * 8, "HTTP_RANGE": "bytes=9-1,-", "HTTP_IF_MODIFIED_SINCE": "never"},
)
LONE, NUL = "\ud800", "\0"
TREES: tuple[Any, ...] = (
    None, 7, "x", [], [[]], {}, {"rows": None}, {"rows": []}, {"rows": [None]}, {"rows": [[]]}, {"rows": {"a": 1}},
    {"rows": [{}]}, {"rows": [{"number": {}}]}, {"rows": [{"number": LONE, "name": NUL}]}, {"rows": [{LONE: 1}]},
    {"rows": [{"number": 10**400, "name": 1.5, "months": True}], "commit": "maybe"},
    {"rows": [{"name": "好" * 10_000}]},
    {"rows": [{"number": "1", "name": "\U00020bb7" * 300, "born_on": "9999-99-99", "ward": NUL, "sex": LONE}]},
    {"rows": [{NUL: NUL}] * 50}, {"rows": [{"number": [1], "name": {"a": [LONE]}}]},
)  # fmt: skip
BODIES = (
    *(json.dumps(tree).encode() for tree in TREES),
    b"", b"{", b"\xff\xfe", b"[" * 5000 + b"]" * 5000, b'{"rows": [' + b'{"a":' * 3000, b'{"rows": NaN}',
    b'{"rows": [{"number": 1e999}]}', "{}".encode("utf-16"),
)  # fmt: skip
FILES: tuple[tuple[str, bytes], ...] = (
    ("empty.xlsx", b""), ("名单.xlsx", b"PK\x03\x04" + b"\0" * 60), ("名单.xls", b"\xd0\xcf\x11\xe0" + b"\xff" * 600),
    ("名单.csv", "罪犯编号,姓名\r\n\0,\ud7ff\r\n".encode()), ("名单.csv", "罪犯编号,姓名\n1,甲\n".encode("utf-16")),
    ("\u202excod.exe", b"MZ"), ("a" * 900 + ".xlsx", b"x"), ("../../x.csv", b"\xff\xfe\xfd"), ("无后缀", b"%PDF-1.7"),
    ("名单.zip", b"PK\x05\x06" + b"\0" * 18), ("名单.csv", b'"' * 70_000), ("名单.csv", b"," * 300_000),
)  # fmt: skip


class Attack(NamedTuple):
    """One request but for its path: query (percent-encoded), body, headers."""

    query: str = ""
    body: bytes = b""
    content_type: str = FORM
    headers: dict[str, str] = {}


class Fields(HTMLParser):
    """The names and values a page would post."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and (self.select not in self.found or "selected" in given):
            self.found[self.select] = given.get("value", "")
        elif name and tag in ("input", "textarea", "button", "select"):
            self.found.setdefault(name, given.get("value", "1" if given.get("type") == "checkbox" else ""))


def fields_of(page: bytes) -> dict[str, str]:
    """Every named control of a page."""
    reader = Fields()
    reader.feed(page.decode("utf-8", "replace"))
    return {name: value for name, value in reader.found.items() if name != "csrfmiddlewaretoken"}


def on_reading(random: Random, known: dict[str, str]) -> Attack:
    """A GET with one to six strange parameters."""
    names = random.sample([*known, *NAMES], random.randint(1, 6)) if known else random.sample(NAMES, 4)
    return Attack(_pairs(random, names), headers=random.choice(HEADERS))


def on_writing(random: Random, known: dict[str, str], *, api: bool) -> Attack:
    """A POST: the page's own fields with some turned hostile, a file, another content type, or broken JSON."""
    if api:
        return Attack("", random.choice(BODIES), random.choice(["application/json"] * 5 + ["text/xml", FORM]),
                      {**random.choice(HEADERS), "HTTP_IDEMPOTENCY_KEY": f"key-{random.random()}"})  # fmt: skip
    way = random.randint(0, 9)
    if way == 0:
        odd = random.choice(["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x",
                             FORM + "; charset=utf-7", FORM + "; charset=nonsense", ""])  # fmt: skip
        return Attack("", random.choice(BODIES), odd, random.choice(HEADERS))
    if way == 1 or "file" in known:
        return with_file(known, random.choice(FILES), random.choice(HEADERS))
    names = list(known) or random.sample(NAMES, 5)
    spoilt = set(random.sample(names, min(len(names), random.choice([1, 1, 2, len(names)]))))
    kept = [f"{quote(name)}={quote(known[name])}" for name in names if name not in spoilt and name in known]
    body = "&".join([*kept, _pairs(random, [*spoilt, *random.sample(NAMES, 2)])])
    return Attack(_pairs(random, random.sample(NAMES, 1)), body.encode(), FORM, random.choice(HEADERS))


def with_file(known: dict[str, str], file: tuple[str, bytes], headers: dict[str, str] | None = None) -> Attack:
    """The page's own fields, and a file under any name."""
    name, content = file
    body: bytes = encode_multipart(BOUNDARY, {**known, "file": "x"}).replace(  # type: ignore[no-untyped-call]
        b'name="file"\r\n\r\nx', f'name="file"; filename="{name}"\r\n\r\n'.encode("utf-8", "surrogatepass") + content
    )
    return Attack("", body, MULTIPART_CONTENT, headers or {})


def _pairs(random: Random, names: list[str]) -> str:
    """`a=…&a=…&b[]=…`: now and then a name comes twice, or as an array."""
    pairs = [f"{quote(name)}{random.choice(['', '', '', '[]'])}={random.choice(VALUES)}" for name in names]
    return "&".join(pairs + pairs[: random.randint(0, 1)])
