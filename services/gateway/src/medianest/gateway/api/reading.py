"""The API document as one page to read: no script, nothing from elsewhere, its style by hash."""

import base64
import hashlib
import html
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

METHODS: Final = ("get", "post", "put", "patch", "delete")
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{font-family:ui-monospace,monospace}details{border-top:1px solid #8884;padding:.5rem 0}"
    "summary{cursor:pointer}summary b{display:inline-block;min-width:4.5rem}"
    "pre{overflow:auto;background:#8881;padding:1rem}:root{color-scheme:light dark}"
    "table{border-spacing:0 .25rem}td{padding-right:1rem;vertical-align:top}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_Operation = tuple[str, str, Mapping[str, Any]]


def rendered(document: Mapping[str, Any], address: str) -> str:
    """The page; `address` is where the document itself is."""
    by_service: dict[str, list[_Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                by_service[methods[method]["tags"][0]].append((path, method, methods[method]))
    missing = ", ".join(document.get("x-missing-services", ()))
    note = f"<p>Away just now: {html.escape(missing)}.</p>" if missing else ""
    problems = _problems(document.get("x-problem-types") or ())
    services = "".join(_service(name, told) for name, told in by_service.items() if told)
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>MediaNest API</title><style>{_STYLE}</style><h1>MediaNest API</h1>"
        f"<p>The same as <a href='{html.escape(address)}'>an OpenAPI 3.1 document</a>.</p>"
        f"{note}{services}<h2>Problems</h2>{problems}</html>"
    )


def _service(name: str, operations: Iterable[_Operation]) -> str:
    return f"<h2>{html.escape(name)}</h2>" + "".join(_operation(*one) for one in operations)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    said = html.escape(str(operation.get("summary") or operation.get("description") or ""))
    allowed = html.escape(str(operation.get("x-permission", "")))
    detail = msgspec.json.format(msgspec.json.encode(operation), indent=2).decode()
    return (
        f"<details><summary><b>{method.upper()}</b> <code>{html.escape(path)}</code> {said}"
        f"</summary><p>Who may: <code>{allowed}</code></p>"
        f"<pre>{html.escape(detail)}</pre></details>"
    )


def _problems(problems: Iterable[Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td>{one['status']}<td><code>{html.escape(one['type'])}</code>"
        f"<td>{html.escape(one['title'])}"
        for one in problems
    )
    return f"<table>{rows}</table>"
