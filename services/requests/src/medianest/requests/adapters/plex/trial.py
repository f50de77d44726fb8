"""The real `Trial` of a Plex Media Server: the way there, our token, what it is, what we may."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from medianest.requests.adapters.lines import tried
from medianest.requests.adapters.overseerr.words import plain
from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.line import Line, TokenRefused, read
from medianest.requests.adapters.reaching import guard_of
from medianest.requests.domain.library_house import LibraryHouse, lies_in
from medianest.requests.ports import LibraryAway, TriedStep, Upstream

_NOBODY: Final = 0
_NOT_IT: Final = TriedStep(
    name="auth",
    ok=False,
    detail="What answers there is no Plex Media Server.",
    hint="Its port is usually 32400. Is there a sign-in page of a proxy before it?",
)
_WRONG_TOKEN: Final = TriedStep(
    name="auth",
    ok=False,
    detail="It does not accept this token.",
    hint="Take the X-Plex-Token of the server's owner; signing out everywhere makes it void.",
)
_NOT_THE_OWNERS: Final = TriedStep(
    name="permission",
    ok=False,
    detail="plex.tv does not say with whom this server is shared.",
    hint="The token must be that of the owner's account. Is plex.tv reachable from here?",
)
_NO_SECTION: Final = TriedStep(
    name="permission",
    ok=False,
    detail="No section of it holds the folder of our videos.",
    hint="Name the folder as Plex sees it, and add it to a section of films or of other videos.",
)
_MAY: Final = TriedStep(
    name="permission", ok=True, detail="We see all of it, and with whom it is shared."
)


class PlexTrial:
    """Each step has the deadline; a server that falls silent holds nobody up."""

    def __init__(
        self,
        house: Callable[[], Awaitable[LibraryHouse]],
        *,
        plex_tv: str,
        allowed: tuple[str, ...],
        deadline_s: float,
    ) -> None:
        """`house` tells where our videos are to be seen."""
        self._house = house
        self._plex_tv = plex_tv
        self._allowed = allowed
        self._deadline_s = deadline_s

    async def steps(self, upstream: Upstream) -> Sequence[TriedStep]:
        """As the port says."""
        line = Line(
            upstream,
            plex_tv=self._plex_tv,
            allowed=self._allowed,
            deadline_s=self._deadline_s,
        )
        guard = guard_of(upstream, self._allowed)
        return await tried(line, guard, self._talk, deadline_s=self._deadline_s)

    async def _talk(self, line: Line) -> Sequence[TriedStep]:
        return await _talk(line, (await self._house()).folder)


async def _talk(line: Line, folder: str | None) -> Sequence[TriedStep]:
    key = line.upstream.key
    try:
        is_it = read(await line.ask("GET", "/identity", None))
        if not is_it.machine_identifier.isalnum():
            return [_NOT_IT]
        sections = read(await line.ask("GET", "/library/sections", key)).directory
    except LibraryAway:
        return [_NOT_IT]
    except TokenRefused:
        return [_WRONG_TOKEN]
    let_in = TriedStep(name="auth", ok=True, detail="It accepts the token.")
    version = plain(is_it.version, 40)
    known = TriedStep(name="version", ok=True, detail=f"Plex Media Server {version}.")
    return [let_in, known, await _may(line, sections, folder)]


async def _may(line: Line, sections: Sequence[words.Directory], folder: str | None) -> TriedStep:
    try:
        await line.token_of(_NOBODY, again=False)
    except (LibraryAway, TokenRefused):
        return _NOT_THE_OWNERS
    places = [place.path for section in sections for place in section.location if place.path]
    if folder is not None and not any(lies_in(folder, place) for place in places):
        return _NO_SECTION
    return _MAY
