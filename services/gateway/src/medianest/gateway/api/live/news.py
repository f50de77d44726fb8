"""What happens, as clients are told: one frame for all, but for who saw some of it elsewhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from medianest.contracts.audience import Audience
from medianest.gateway.api.live import cursor as cursors
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.cursor import Marks
from medianest.gateway.api.live.listener import Listener
from medianest.gateway.ports import Heard


class News(NamedTuple):
    """An event that is not shown yet, and how far had been heard with it."""

    audience: Audience
    heard: Heard
    marks: Marks


def tell(topic: str, listeners: Iterable[Listener], news: Sequence[News]) -> None:
    """Those who saw some of it through another gateway get the rest."""
    docs = wire.together(*[_line(topic, one, one.marks) for one in news])
    for listener in listeners:
        if not listener.seen:
            listener.put(docs)
        elif rest := _rest(topic, listener, news):
            listener.put(wire.together(*rest))


def _rest(topic: str, listener: Listener, news: Iterable[News]) -> list[wire.Doc]:
    """What it did not see yet; its cursor stays ahead until this gateway has come as far."""
    lines = []
    for one in news:
        seen = listener.seen.get(one.heard.source)
        listener.seen = {
            source: ahead
            for source, ahead in listener.seen.items()
            if source not in one.marks or ahead.position > one.marks[source].position
        }
        if seen is None or one.heard.position > seen.position:
            lines.append(_line(topic, one, {**one.marks, **listener.seen}))
    return lines


def _line(topic: str, one: News, marks: Marks) -> wire.Doc:
    heard = one.heard
    return wire.event(topic, cursors.write(marks), heard.event, heard.at, heard.version)
