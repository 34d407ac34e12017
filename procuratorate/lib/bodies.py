"""What the API takes in: JSON, not too deep, of characters that can be stored. Anything else is 400, in Chinese."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 12
NO_JSON = "请求体不是合格的 JSON（UTF-8）。请核对后重新提交。"
TOO_DEEP = f"JSON 嵌套超过{DEEPEST}层。请按接口文档的结构提交。"
UNSTORABLE = "内容里有不能保存的字符（U+0000，或不成对的代理码位 U+D800 至 U+DFFF）。请删去后重新提交。"


class JsonBody(JSONParser):
    """settings.REST_FRAMEWORK: the only parser there is."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            told = super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        except ParseError as error:
            raise ParseError(NO_JSON) from error
        _judge(told)
        return told


def _judge(told: Any) -> None:
    """Walk without recursion: depth is what is being measured."""
    level, depth = [told], 0
    while level:
        if depth > DEEPEST:
            raise ParseError(TOO_DEEP)
        texts = [one for one in level if isinstance(one, str)]
        texts += [key for one in level if isinstance(one, dict) for key in one]
        if any("\0" in text or not _is_unicode(text) for text in texts):
            raise ParseError(UNSTORABLE)
        level, depth = [inner for one in level for inner in _inside(one)], depth + 1


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _is_unicode(text: str) -> bool:
    """Python's strings may hold lone surrogates; UTF-8 may not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
