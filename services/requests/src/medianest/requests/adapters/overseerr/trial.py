"""The real `Trial` of an Overseerr or Seerr: the way there, our key, what it is, what we may."""

from collections.abc import Sequence
from typing import Final

from medianest.requests.adapters.lines import tried
from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.server import Line
from medianest.requests.adapters.reaching import guard_of
from medianest.requests.ports import ServerAway, TriedStep, Upstream

_ADMIN: Final = 2
_OK: Final = 200
_NOT_IT: Final = TriedStep(
    name="auth",
    ok=False,
    detail="What answers there is neither Overseerr nor Seerr.",
    hint="Is it its own address, without a sign-in page of a proxy before it?",
)
_WRONG_KEY: Final = TriedStep(
    name="auth",
    ok=False,
    detail="It does not accept this key.",
    hint="Copy it anew from its settings, General.",
)


class OverseerrTrial:
    """Each step has the deadline; a server that falls silent holds nobody up."""

    def __init__(self, *, allowed: tuple[str, ...], deadline_s: float) -> None:
        self._allowed = allowed
        self._deadline_s = deadline_s

    async def steps(self, upstream: Upstream) -> Sequence[TriedStep]:
        """As the port says."""
        line = Line(upstream, allowed=self._allowed, deadline_s=self._deadline_s)
        guard = guard_of(upstream, self._allowed)
        return await tried(line, guard, _talk, deadline_s=self._deadline_s)


async def _talk(line: Line) -> Sequence[TriedStep]:
    try:
        front = (await line.ask("GET", "/", None, None)).read(words.Front)
        version = (await line.ask("GET", "/status", None, None)).read(words.Status)
    except ServerAway:
        return [_NOT_IT]
    if (product := words.product_of(front.api)) is None:
        return [_NOT_IT]
    try:
        me = (await line.ask("GET", "/auth/me", None, None)).read(words.User)
    except ServerAway:
        return [_WRONG_KEY]
    let_in = TriedStep(name="auth", ok=True, detail="It accepts the key.")
    is_it = TriedStep(
        name="version", ok=True, detail=f"{product} {words.plain(version.version, 40)}.".strip()
    )
    return [let_in, is_it, await _may(line, me)]


async def _may(line: Line, me: words.User) -> TriedStep:
    """Whether it lets us see whom it knows, which nobody but an admin may."""
    try:
        said = await line.ask("GET", "/user?take=1&skip=0", None, None)
    except ServerAway:
        said = None
    if said is None or said.status != _OK or not me.permissions & _ADMIN:
        detail = "The key's account may not look after requests and people."
        hint = "Its first account must be an admin; the key acts for that one."
        return TriedStep(name="permission", ok=False, detail=detail, hint=hint)
    return TriedStep(name="permission", ok=True, detail="We may look after requests and people.")
