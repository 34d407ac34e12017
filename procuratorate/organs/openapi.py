"""What drf-spectacular cannot read off the code: how one signs in, and which problems any door may answer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

SECURITY = "Token"
NAME = "Problem"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 问题详情，application/problem+json",
    "required": ["type", "status", "title", "reference"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string", "description": "出了什么问题，怎样改正"},
        "fields": {"description": "各栏的问题（422）"},
        "differences": {"type": "array", "items": {}, "description": "与他人修改的差别（409）"},
        "reference": {"type": "string", "description": "查询编号，联系管理员时报此号"},
    },
}
ANY = {
    "400": "请求体不是合格的 JSON",
    "401": "没有令牌，或令牌无效、过期、已收回",
    "403": "令牌的岗位或范围不能办理",
    "404": "没有这条记录，或不在权限范围内",
    "429": "这一分钟的请求过多，请在 Retry-After 秒后再试",
}
WRITING = {
    "409": "与已有记录冲突，或同一个 Idempotency-Key 用于另一请求",
    "415": "请求体不是 application/json",
    "422": "内容有误，fields 说明各栏怎样改正",
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped library
    target_class = "procuratorate.organs.tokens.OrganTokenAuthentication"
    name = SECURITY

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        words = "请求头 Authorization: Token 令牌。令牌由本单位管理员按岗位发放。"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """settings.SPECTACULAR_SETTINGS: every operation may answer a problem, in one shape."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    if NAME in schemas:
        raise ValueError(f"{NAME} is the name of every door's refusal; a serializer needs another")
    schemas[NAME] = PROBLEM
    for methods in result["paths"].values():
        for method, operation in methods.items():
            told = ANY | ({"422": WRITING["422"]} if method == "get" else WRITING)
            for status, words in told.items():
                operation["responses"].setdefault(status, _problem(words))
    return result


def drop_english(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """settings.SPECTACULAR_SETTINGS: docstrings are for who changes the code; readers of the API get Chinese alone."""
    schemas = result.get("components", {}).get("schemas", {}).values()
    operations = [one for methods in result["paths"].values() for one in methods.values()]
    for told in [*schemas, *operations]:
        if str(told.get("description", "")).isascii():
            told.pop("description", None)
    return result


def _problem(words: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{NAME}"}}}
    return {"description": words, "content": content}
