"""One smooth bar out of several streams: weighed by size, never backwards, with a time left.

A video often comes as picture and sound, one after the other; then they are joined and tagged.
"""

from typing import Final, Literal

from medianest.contracts.record import Record, replace

Phase = Literal["looking_up", "fetching", "joining", "tagging", "placing"]

# Which part of the bar each phase fills, in percent.
_SPAN: Final[dict[Phase, tuple[float, float]]] = {
    "looking_up": (0.0, 1.0),
    "fetching": (1.0, 96.0),
    "joining": (96.0, 98.0),
    "tagging": (98.0, 99.0),
    "placing": (99.0, 100.0),
}
_SMOOTHING: Final = 0.3


class Stream(Record):
    """Bytes so far, bytes in all if known, and the done part (0..1) if that is known."""

    key: str
    bytes_done: int = 0
    bytes_total: int | None = None
    part: float | None = None


class Progress(Record):
    """What a person sees."""

    phase: Phase
    percent: float
    bytes_done: int
    bytes_total: int | None
    speed_bps: float | None
    eta_s: int | None


class Bar(Record):
    """`percent` starts where an earlier attempt left it: the bytes are still there."""

    phase: Phase = "looking_up"
    percent: float = 0.0
    streams: tuple[Stream, ...] = ()
    speed_bps: float | None = None
    seen_at_s: float | None = None
    seen_bytes: int = 0

    def expecting(self, *streams: Stream) -> "Bar":
        """Which streams will come."""
        return replace(self, streams=streams)

    def entering(self, phase: Phase) -> "Bar":
        """The next phase; an earlier one than now is no step back."""
        order = list(_SPAN)
        return _risen(replace(self, phase=max(phase, self.phase, key=order.index)))

    def moved(self, stream: Stream, at_s: float) -> "Bar":
        """One stream is further, at this moment of a steady clock."""
        known = {known.key: known for known in self.streams}
        before = known.get(stream.key)
        if before is not None and stream.bytes_total is None:
            stream = replace(stream, bytes_total=before.bytes_total)
        known[stream.key] = stream
        bar = replace(self, streams=tuple(known.values()), phase="fetching")
        return _risen(_timed(bar, at_s))

    def progress(self) -> Progress:
        """What to show now."""
        total, done = self.bytes_total, self.bytes_done
        eta_s = None
        if self.phase == "fetching" and total is not None and self.speed_bps:
            eta_s = round(max(total - done, 0) / self.speed_bps)
        return Progress(
            phase=self.phase,
            percent=round(self.percent, 1),
            bytes_done=done,
            bytes_total=total,
            speed_bps=self.speed_bps if self.phase == "fetching" else None,
            eta_s=eta_s,
        )

    @property
    def bytes_done(self) -> int:
        """Of all streams."""
        return sum(stream.bytes_done for stream in self.streams)

    @property
    def bytes_total(self) -> int | None:
        """Of all streams; None while one of them is not known."""
        totals = [stream.bytes_total for stream in self.streams]
        known = [total for total in totals if total is not None]
        return sum(known) if known and len(known) == len(totals) else None


def _timed(bar: Bar, at_s: float) -> Bar:
    if bar.seen_at_s is None:
        # What was there at the first look came from an earlier attempt, or at no known time.
        return replace(bar, seen_at_s=at_s, seen_bytes=bar.bytes_done)
    elapsed_s = at_s - bar.seen_at_s
    if elapsed_s <= 0:
        return bar
    speed = max(bar.bytes_done - bar.seen_bytes, 0) / elapsed_s
    if bar.speed_bps is not None:
        speed = bar.speed_bps + _SMOOTHING * (speed - bar.speed_bps)
    return replace(bar, speed_bps=speed, seen_at_s=at_s, seen_bytes=bar.bytes_done)


def _risen(bar: Bar) -> Bar:
    low, high = _SPAN[bar.phase]
    percent = low + (high - low) * (_part(bar) if bar.phase == "fetching" else 0.0)
    return replace(bar, percent=max(bar.percent, percent))


def _part(bar: Bar) -> float:
    if bar.bytes_total:
        return min(bar.bytes_done / bar.bytes_total, 1.0)
    parts = [stream.part or 0.0 for stream in bar.streams]
    return min(sum(parts) / len(parts), 1.0) if parts else 0.0
