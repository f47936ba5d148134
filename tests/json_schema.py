"""A validator for the part of JSON Schema that docs/schema uses, so that tests need no package.

It refuses a keyword it does not know: a rule of the schema is never silently left out.
"""

import re
from typing import Any

_ANNOTATIONS = {"$schema", "title", "description", "$defs"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def violations(value: Any, schema: dict[str, Any]) -> list[str]:
    """What is wrong with a value, each with its place; empty where it keeps to the schema."""
    return _check(value, schema, schema, "$")


def _check(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    found: list[str] = []
    for keyword, rule in schema.items():
        match keyword:
            case "$ref":
                found += _check(value, root["$defs"][rule.rsplit("/", 1)[1]], root, at)
            case "anyOf" | "oneOf":
                fits = sum(not _check(value, each, root, at) for each in rule)
                if fits == 0 or (keyword == "oneOf" and fits != 1):
                    found.append(f"{at}: fits {fits} of {keyword}")
            case "properties":
                for name, each in rule.items():
                    if isinstance(value, dict) and name in value:
                        found += _check(value[name], each, root, f"{at}.{name}")
            case "items":
                for place, item in enumerate(value if isinstance(value, list) else []):
                    found += _check(item, rule, root, f"{at}[{place}]")
            case "additionalProperties":
                extra = set(value) - set(schema["properties"]) if isinstance(value, dict) else set()
                found += [f"{at}: unexpected {name}" for name in extra]
            case _:
                found += _simple(value, keyword, rule, at)
    return found


def _simple(value: Any, keyword: str, rule: Any, at: str) -> list[str]:
    match keyword:
        case "type":
            names = [rule] if isinstance(rule, str) else rule
            kept = any(_is_a(value, name) for name in names)
        case "const":
            kept = value == rule
        case "enum":
            kept = value in rule
        case "required":
            kept = isinstance(value, dict) and set(rule) <= set(value)
        case "pattern":
            kept = not isinstance(value, str) or re.search(rule, value) is not None
        case "minimum":
            kept = value >= rule
        case "minItems":
            kept = len(value) >= rule
        case "maxItems":
            kept = len(value) <= rule
        case _:
            assert keyword in _ANNOTATIONS, f"a keyword this validator does not know: {keyword}"
            kept = True
    return [] if kept else [f"{at}: {value!r} against {keyword} {rule!r}"]


def _is_a(value: Any, name: str) -> bool:
    if isinstance(value, bool) and name != "boolean":
        return False
    return isinstance(value, _TYPES[name])
