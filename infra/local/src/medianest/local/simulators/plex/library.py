"""What one media server holds: sections, films, series with seasons and episodes, own videos.

A scan really looks at the folder on disk, and what it finds there is an item after a moment.
"""

import asyncio
import itertools
import time
from pathlib import Path
from typing import Any, Final

from medianest.local.simulators.overseerr.titles import (
    IN_THE_LIBRARY,
    Film,
    Known,
    Series,
    imdb_of,
    tvdb_of,
)

FILMS, SERIES, OLD_FILMS, ANIME, VIDEOS = "1", "2", "3", "4", "5"
KINDS: Final = {"movie": 1, "show": 2, "season": 3, "episode": 4, "collection": 18}
_AGENTS: Final = {
    FILMS: ("movie", "Films", "tv.plex.agents.movie", "/data/films"),
    SERIES: ("show", "Series", "tv.plex.agents.series", "/data/series"),
    OLD_FILMS: ("movie", "Old films", "com.plexapp.agents.imdb", "/data/old films"),
    ANIME: ("show", "Anime", "com.plexapp.agents.hama", "/data/anime"),
    VIDEOS: ("movie", "Videos", "tv.plex.agents.none", ""),
}
_OLD_BEFORE: Final = "1965"
_SUFFIXES: Final = frozenset({".mp4", ".mkv", ".webm", ".mov"})


class Section:
    """One section of the library."""

    def __init__(self, key: str, videos_at: str) -> None:
        self.key = key
        self.type, self.title, self.agent, path = _AGENTS[key]
        self.path = path or videos_at
        self.refreshing = False
        self.scanned_at = int(time.time())


class Item:
    """A film, a series, a season, an episode, an own video or a collection."""

    def __init__(self, key: str, section: Section, kind: str, title: str, **more: Any) -> None:
        self.key = key
        self.section = section
        self.kind = kind
        self.title = title
        self.more = more
        self.added_at = int(more.pop("added_at", time.time()))
        self.parent: Item | None = more.pop("parent", None)
        self.file: str | None = more.pop("file", None)
        self.guid: str = more.pop("guid", f"local://{key}")
        self.guids: tuple[str, ...] = more.pop("guids", ())
        self.genres: tuple[str, ...] = more.pop("genres", ())
        self.children: list[Item] = []
        """Seasons of a series, episodes of a season, what a collection holds in its order."""


class Library:
    """The server's memory. `videos_at` is where it sees the folder of own videos, `folder`."""

    def __init__(
        self, folder: Path, *, videos_at: str | None = None, moment_s: float = 0.5
    ) -> None:
        self.folder = folder
        self.sections = {key: Section(key, videos_at or str(folder)) for key in _AGENTS}
        self.items: dict[str, Item] = {}
        self.moment_s = moment_s
        self.scans: list[str] = []
        """Every path that was ever asked for."""
        self.activities: dict[str, str] = {}
        self._numbers = itertools.count(101)
        self._scanning: set[asyncio.Task[None]] = set()
        for age, known in enumerate(IN_THE_LIBRARY):
            self.take(known, added_at=int(time.time()) - 3600 * (age + 1))

    def take(
        self, known: Known, seasons: tuple[int, ...] = (), *, added_at: int | None = None
    ) -> Item:
        """A title is here, of a series all seasons or these; one that is here already grows."""
        added_at = int(time.time()) if added_at is None else added_at
        found = self._found(known)
        if isinstance(known, Film):
            return found or self._film(known, added_at)
        show = found or self._show(known, added_at)
        there = {season.more["index"] for season in show.children}
        for number in seasons or range(1, len(known.episodes) + 1):
            if 0 < number <= len(known.episodes) and number not in there:
                self._season(show, number, known.episodes[number - 1], added_at)
        return show

    def of(self, section: Section, number: int) -> list[Item]:
        """All of a section that are of this type."""
        kinds = [kind for kind, known in KINDS.items() if known == number]
        return [
            item for item in self.items.values() if item.section is section and kinds == [item.kind]
        ]

    def add(self, section: Section, kind: str, title: str, **more: Any) -> Item:
        """A new item, whatever else is there."""
        key = str(next(self._numbers))
        self.items[key] = item = Item(key, section, kind, title, **more)
        return item

    def remove(self, key: str) -> None:
        """It is gone, and out of every collection."""
        gone = self.items.pop(key)
        for item in self.items.values():
            if gone in item.children:
                item.children.remove(gone)

    def scan(self, section: Section, path: str) -> None:
        """Look at one folder after a moment; what is found there is added."""
        self.scans.append(path)
        section.refreshing = True
        name = f"scan-{len(self.scans)}"
        self.activities[name] = section.title
        task = asyncio.create_task(self._scan(section, path, name))
        self._scanning.add(task)
        task.add_done_callback(self._scanning.discard)

    async def _scan(self, section: Section, path: str, name: str) -> None:
        await asyncio.sleep(self.moment_s)
        beside = path.removeprefix(section.path).lstrip("/")
        there = {item.file for item in self.items.values()}
        for file in sorted((self.folder / beside).rglob("*")):
            seen_as = f"{section.path}/{file.relative_to(self.folder).as_posix()}"
            if file.suffix in _SUFFIXES and seen_as not in there:
                title, _, _ = file.stem.partition(" [")
                self.add(section, "movie", file.stem, file=seen_as, art=title)
        section.refreshing = False
        section.scanned_at = int(time.time())
        del self.activities[name]

    def _found(self, known: Known) -> Item | None:
        return next((item for item in self.items.values() if item.more.get("known") is known), None)

    def _film(self, known: Film, added_at: int) -> Item:
        is_old = known.released < _OLD_BEFORE
        section = self.sections[OLD_FILMS if is_old else FILMS]
        return self.add(
            section,
            "movie",
            known.name,
            file=f"{section.path}/{known.name} ({known.released[:4]})/{known.name}.mkv",
            known=known,
            added_at=added_at,
            genres=(known.genre,),
            art=known.name,
            year=int(known.released[:4]),
            originallyAvailableAt=known.released,
            summary=known.about,
            duration=known.minutes * 60_000,
            **(_old_guid(known) if is_old else _new_guids(known)),
        )

    def _show(self, known: Series, added_at: int) -> Item:
        is_anime = known.genre == "Animation"
        guids = (
            {"guid": f"com.plexapp.agents.hama://tvdb-{tvdb_of(known)}?lang=en"}
            if is_anime
            else _new_guids(known)
        )
        return self.add(
            self.sections[ANIME if is_anime else SERIES],
            "show",
            known.name,
            known=known,
            added_at=added_at,
            genres=(known.genre,),
            art=known.name,
            year=int(known.began[:4]),
            originallyAvailableAt=known.began,
            summary=known.about,
            **guids,
        )

    def _season(self, show: Item, number: int, episodes: int, added_at: int) -> None:
        more = {"added_at": added_at, "art": show.more["art"]}
        title = f"Season {number}"
        season = self.add(show.section, "season", title, parent=show, index=number, **more)
        show.children.append(season)
        for each in range(1, episodes + 1):
            file = f"{show.section.path}/{show.title}/{title}/{number}x{each:02}.mkv"
            episode = self.add(
                show.section,
                "episode",
                f"Episode {each}",
                parent=season,
                index=each,
                file=file,
                duration=45 * 60_000,
                **more,
            )
            season.children.append(episode)


def _new_guids(known: Known) -> dict[str, Any]:
    kind = "movie" if isinstance(known, Film) else "show"
    guids = (f"imdb://{imdb_of(known)}", f"tmdb://{known.tmdb_id}", f"tvdb://{tvdb_of(known)}")
    return {"guid": f"plex://{kind}/5d77{known.tmdb_id:020x}", "guids": guids}


def _old_guid(known: Film) -> dict[str, Any]:
    """The old agents: every other film by IMDb, the others by TMDB."""
    if known.tmdb_id % 2:
        return {"guid": f"com.plexapp.agents.imdb://{imdb_of(known)}?lang=en"}
    return {"guid": f"com.plexapp.agents.themoviedb://{known.tmdb_id}?lang=en"}
