"""Logs: one JSON object a line, or a readable line on a terminal; always with the trace id.

- A control character in a value (CR, LF, ANSI) is written as its escape, so nothing that a person
  sends can forge a line or a colour.
- A value under a name such as `password` or `token` is not written, and a `Secret` hides itself.
"""

import json
import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, Final, TextIO

import structlog
from opentelemetry import trace
from structlog.typing import EventDict, Processor

_SECRET: Final = re.compile(
    r"passw|secret|token|authorization|cookie|api_key|apikey|seed|dsn|kek|credential", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DEPTH_MAX: Final = 6


def configure(
    level: str = "info", *, stream: TextIO | None = None, pretty: bool | None = None
) -> None:
    """Set up the whole process's logging; called by `main`, once."""
    stream = stream or sys.stdout
    pretty = stream.isatty() if pretty is None else pretty
    threshold = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_trace,
        structlog.processors.format_exc_info,
        tame,
    ]
    renderer: Processor = structlog.dev.ConsoleRenderer() if pretty else _as_json
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    # Libraries speak only when something is wrong: their informative lines hold addresses.
    root.setLevel(max(threshold, logging.WARNING))


def add_trace(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Note the trace that a line belongs to."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event.setdefault("trace_id", trace.format_trace_id(context.trace_id))
    return event


def tame(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Hide what is secret, escape what could forge a line."""
    return {_plain(name): _tamed(name, value, 0) for name, value in event.items()}


def _tamed(name: str, value: Any, depth: int) -> Any:
    if _SECRET.search(name):
        return "hidden"
    if isinstance(value, bool | int | float) or value is None:
        return value
    if depth < _DEPTH_MAX:
        if isinstance(value, Mapping):
            return {_plain(str(k)): _tamed(str(k), v, depth + 1) for k, v in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [_tamed("", item, depth + 1) for item in value]
    return _plain(str(value))


def _plain(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _as_json(_logger: Any, _method: str, event: EventDict) -> str:
    return json.dumps(event, ensure_ascii=False)
