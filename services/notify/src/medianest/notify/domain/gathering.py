"""How several messages become one: many videos outside, or a monitor that comes and goes.

In the inbox each video keeps its line. A line about a monitor takes in more for a while after its
latest event, and never longer than a limit since its first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from medianest.contracts.record import Record
from medianest.notify.domain.categories import Urgency

SHOWN_MAX: Final = 20


class Text(Record):
    """What somebody is told: the bold fact, what it means, and what was gathered into it.

    `template` is the name of the words; `parts` are the first `SHOWN_MAX` of `count` titles. `many`
    is the title of several of its kind, with `{count}` for their number.
    """

    template: str
    title: str
    body: str
    urgency: Urgency
    parts: tuple[str, ...] = ()
    count: int = 1
    many: str | None = None


class Flapping(Record):
    """Told as coming and going. `up` answers only what was said to be down before."""

    key: str
    name: str
    up: bool


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


def together(texts: Sequence[Text]) -> Text:
    """One message for several that go the same way: of one kind, or of whatever happened."""
    if len(texts) == 1:
        return texts[0]
    many = {text.many for text in texts}
    of_one_kind = len(many) == 1 and many != {None}
    parts = [part for text in texts for part in (text.parts if of_one_kind else (text.title,))]
    more = len(parts) - SHOWN_MAX
    shown = (*parts[:SHOWN_MAX], *([f"and {more} more"] if more > 0 else []))
    title = (many.pop() if of_one_kind else None) or "{count} things happened"
    return Text(
        template=texts[0].template if of_one_kind else "digest",
        title=title.replace("{count}", str(len(texts))),
        body="\n".join(shown),
        urgency=texts[0].urgency if of_one_kind else "low",
        parts=tuple(parts[:SHOWN_MAX]),
        count=len(texts),
    )


def flapped(so_far: Text, news: Text, gather: Flapping) -> Text:
    """One text that says how it came and went."""
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
