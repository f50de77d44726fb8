"""How several messages about one thing become one: many videos, or a monitor that comes and goes.

A line is open for a while after its latest event, and never longer than a limit since its first.
"""

from datetime import datetime, timedelta
from typing import Final

from medianest.contracts.record import Record
from medianest.notify.domain.categories import Urgency

SHOWN_MAX: Final = 20


class Text(Record):
    """What somebody is told: the bold fact, what it means, and what was gathered into it.

    `template` is the name of the words; `parts` are the first `SHOWN_MAX` of `count` titles.
    """

    template: str
    title: str
    body: str
    urgency: Urgency
    parts: tuple[str, ...] = ()
    count: int = 1


class Listed(Record, tag=True):
    """Told as a number of things: `many` with `{count}` is the title, the parts are the body."""

    key: str
    part: str
    template: str
    many: str


class Flapping(Record, tag=True):
    """Told as coming and going. `up` answers only what was said to be `down` before."""

    key: str
    name: str
    up: bool


Gather = Listed | Flapping


class Window(Record):
    """`settles_s` after the latest event a line is closed, `most_s` after the first at the most."""

    settles_s: float
    most_s: float

    def opened(self, at: datetime) -> datetime:
        """Until when a line takes in more after its first event."""
        return at + timedelta(seconds=self.settles_s)

    def extended(self, first_at: datetime, at: datetime) -> datetime:
        """Until when it takes in more after another event."""
        return min(self.opened(at), first_at + timedelta(seconds=self.most_s))


def gathered(so_far: Text, news: Text, gather: Gather) -> Text:
    """One text that says both."""
    match gather:
        case Listed():
            return _listed(so_far, gather)
        case Flapping():
            return _flapping(so_far, news, gather)


def _listed(so_far: Text, gather: Listed) -> Text:
    count = so_far.count + 1
    parts = (*so_far.parts, gather.part)[:SHOWN_MAX]
    more = count - len(parts)
    body = ", ".join(f"“{part}”" for part in parts) + (f" and {more} more" if more else "")
    return Text(
        template=gather.template,
        title=gather.many.replace("{count}", str(count)),
        body=body,
        urgency=so_far.urgency,
        parts=parts,
        count=count,
    )


def _flapping(so_far: Text, news: Text, gather: Flapping) -> Text:
    count = so_far.count + (0 if gather.up else 1)
    if not gather.up:
        again = f"It was away {count} times in a short while. {news.body}".rstrip()
        return Text(
            template="monitor-flapping",
            title=f"“{gather.name}” comes and goes",
            body=again,
            urgency=news.urgency,
            count=count,
        )
    times = "for a moment" if count == 1 else f"{count} times"
    return Text(
        template="monitor-blip",
        title=f"“{gather.name}” was away {times}",
        body="It answers again.",
        urgency="low",
        count=count,
    )
