"""Requests that are made to hurt: huge, deep, many, and texts that make a pattern crawl."""

import ast
import asyncio
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from medianest.contracts.topology import SERVICES

CPU_S_MAX: Final = 0.05
LONG: Final = 10_000


async def test_s43_what_is_too_large_or_too_deep_is_refused_before_it_hurts(door: Any) -> None:
    client = door.stranger()
    json_ = {"content-type": "application/json"}
    huge = ("POST /api/v1/auth/local HTTP/1.1", "Content-Length: 1000000000")
    assert (await answered(door, *huge)).startswith(b"HTTP/1.1 413")
    deep = await client.post("/auth/local", headers=json_, content=b"[" * LONG)
    assert deep.status_code == 400
    nested = b'{"username":' + b'{"a":' * 1000 + b"1" + b"}" * 1000 + b',"password":"x"}'
    assert (await client.post("/auth/local", headers=json_, content=nested)).status_code == 400
    many = "&".join(f"p{n}=1" for n in range(100_000))
    assert (await answered(door, f"GET /api/v1/setup?{many} HTTP/1.1")).startswith(b"HTTP/1.1 4")
    few = "&".join(f"p{n}=1" for n in range(500))
    assert (await client.get(f"/setup?{few}")).status_code in {200, 400}
    headers = {f"x-{n}": "y" for n in range(200)}
    assert (await client.get("/setup", headers=headers)).status_code == 400
    assert (await client.get("/setup")).status_code == 200


async def answered(door: Any, *lines: str) -> bytes:
    """The first line of what comes back to this head of a request."""
    host, _, port = door.url.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    ours = (f"Host: {host}", "X-Requested-With: medianest", "Content-Type: application/json")
    writer.write("\r\n".join([*lines, *ours, "", ""]).encode())
    try:
        return await asyncio.wait_for(reader.readline(), 5)
    finally:
        writer.close()


def held() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that a module of ours holds, however it was put together."""
    for part in ("contracts", "chassis", "eventlog", *SERVICES):
        package = importlib.import_module(f"medianest.{part}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(found.name)).items():
                    if isinstance(value, re.Pattern):
                        yield f"{found.name}.{name}", value


def written_down() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that stands in our sources, wherever it is used."""
    for path in sorted(path for root in ("libs", "services") for path in sources(root)):
        tree = ast.parse(path.read_text())
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for written in (*call.args[:1], *(k.value for k in call.keywords)):
                text = constant(written) if is_of_patterns(call, written) else None
                if text is not None:
                    yield f"{path.name}:{written.lineno}", re.compile(text)  # type: ignore[misc]


def sources(root: str) -> Iterator[Path]:
    return (Path(__file__).parents[2] / root).glob("**/src/**/*.py")


def is_of_patterns(call: ast.Call, written: ast.expr) -> bool:
    """`re.compile(…)` and its like, `Meta(pattern=…)`, and what yt-dlp says."""
    by_name = any(k.arg == "pattern" and k.value is written for k in call.keywords)
    takes_one = ast.unparse(call.func).startswith(("re.", "_says"))
    return by_name or (takes_one and written in call.args[:1])


def constant(node: ast.expr) -> str | bytes | None:
    """The text that stands there, if it is one."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, str | bytes) else None


TEXTS: Final = (
    "a" * LONG + "!",
    "a" * LONG + "\n",
    "0" * LONG + "x",
    " " * LONG + "x",
    "-" * LONG + "!",
    "." * LONG + "/",
    "a." * LONG + "!",
    "a@" * LONG,
    "((" * LONG,
    "/a" * LONG + "\\",
    '"' * LONG + "<",
    "<a " * LONG,
    '="/' * LONG,
    "http://" * LONG,
    "%" * LONG + "g",
    "a=b; " * LONG,
)


def test_s44_no_text_makes_a_pattern_crawl() -> None:
    """Counted as CPU time, which a crowded machine does not make longer."""
    ours = {**dict(held()), **dict(written_down())}
    assert len(ours) > 90
    slow = {f"{name} {text[:9]!r}" for name in ours for text in TEXTS if crawls(ours[name], text)}
    assert not slow


def crawls(pattern: re.Pattern[Any], text: str) -> bool:
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    pattern.match(given)
    pattern.fullmatch(given)
    pattern.search(given)
    return time.process_time() - began > CPU_S_MAX
