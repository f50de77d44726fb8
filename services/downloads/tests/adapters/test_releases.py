"""A newer yt-dlp is staged, tried in the jail and put in use in one step; a broken one never is."""

import hashlib
import shutil
import zipfile
from collections.abc import Awaitable, Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from medianest.contracts.record import replace
from medianest.downloads.adapters.ytdlp.fetcher import JailedFetcher, Watch
from medianest.downloads.adapters.ytdlp.rehearsal import Rehearsal
from medianest.downloads.adapters.ytdlp.releases import Index, Releases, is_old
from medianest.downloads.adapters.ytdlp.words import Terms
from medianest.downloads.domain.presets import PRESETS
from medianest.downloads.ports import Fetched, NoNewRelease

Wheel = Callable[..., Path]
INSTALLED: Final = version("yt-dlp")
NEWER, NEWEST = "2099.01.01", "2099.01.02"


async def no_proxy() -> str:
    raise AssertionError("a folder of wheels needs no way out")


def on(terms: Terms) -> Callable[[], Awaitable[Terms]]:
    async def agreed() -> Terms:
        return terms

    return agreed


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return tmp_path / "wheels"


@pytest.fixture
def releases(tmp_path: Path, wheels: Path, terms: Terms) -> Releases:
    rehearsal = Rehearsal(on(terms), tmp_path / "work", uuid4)
    return Releases(tmp_path / "releases", Index(wheels=wheels), rehearsal, no_proxy)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "releases"


@pytest.fixture
async def updated(
    releases: Releases, wheels: Path, wheel: Wheel, kept: Path, tmp_path: Path
) -> Releases:
    """`NEWER` is in use. It is tried once for all who only begin there."""
    folder = tmp_path / "releases"
    if names(kept):
        shutil.copytree(kept, folder, symlinks=True)
    else:
        wheel(wheels, NEWER)
        await releases.update(None, None)
        shutil.copytree(folder, kept, symlinks=True)
    return releases


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []


async def test_a_newer_release_is_tried_and_then_in_use(
    releases: Releases, wheels: Path, wheel: Wheel, tmp_path: Path
) -> None:
    assert (releases.current(), releases.version()) == (None, INSTALLED)
    wheel(wheels, NEWER)
    assert await releases.update(None, None) == NEWER
    current = releases.current()
    assert current is not None
    assert releases.version() == NEWER
    assert names(tmp_path / "work") == []
    assert len(names(tmp_path / "releases")) == 2, "the release and the link to it"
    assert list(current.rglob("YoutubeDL.*.pyc")), "each fetch would compile all of it again"


async def test_what_is_in_use_fetches(
    terms: Terms, tmp_path: Path, wheel: Wheel, origin: Any, film: bytes
) -> None:
    folder = tmp_path / "release"
    with zipfile.ZipFile(wheel(tmp_path, NEWER)) as made:
        made.extractall(folder)

    async def wanted() -> bool:
        return True

    origin.add("/nest.mp4", film)
    fetcher = JailedFetcher(
        on(replace(terms, release=str(folder))), Watch(stall_s=20, wall_s=60, look_s=0.2)
    )
    reports = fetcher.fetch(tmp_path / "job", f"{origin.url}/nest.mp4", PRESETS["best"], wanted)
    assert isinstance([report async for report in reports][-1], Fetched)


BROKEN: Final = {
    "does not begin": {"yt_dlp/__init__.py": b"raise RuntimeError('broken')\n"},
    "lacks a part": {"yt_dlp/extractor/generic.py": b"\n"},
    "has other words": {
        "yt_dlp/networking/exceptions.py": b"class RequestError(Exception): pass\n"
    },
    "fetches nothing": {"yt_dlp/downloader/http.py": b"class HttpFD:\n    pass\n"},
}


@pytest.mark.parametrize("fault", BROKEN)
async def test_a_release_that_fails_its_test_is_never_in_use(
    updated: Releases, wheels: Path, wheel: Wheel, tmp_path: Path, fault: str
) -> None:
    before = (updated.current(), names(tmp_path / "releases"))
    wheel(wheels, NEWEST, spoilt=BROKEN[fault])
    with pytest.raises(NoNewRelease, match="failed its test"):
        await updated.update(None, None)
    assert (updated.current(), names(tmp_path / "releases")) == before
    assert updated.version() == NEWER
    assert names(tmp_path / "work") == []


async def test_what_is_not_newer_is_left(releases: Releases, wheels: Path, wheel: Wheel) -> None:
    wheel(wheels, INSTALLED)
    with pytest.raises(NoNewRelease, match="is not newer"):
        await releases.update(None, None)
    with pytest.raises(NoNewRelease, match="could not be had"):
        await releases.update(NEWEST, None)
    assert releases.current() is None


async def test_another_file_than_the_operator_named_is_refused(
    releases: Releases, wheels: Path, wheel: Wheel
) -> None:
    digest = hashlib.sha256(wheel(wheels, NEWER).read_bytes()).hexdigest()
    with pytest.raises(NoNewRelease, match="another file"):
        await releases.update(NEWER, "0" * 64)
    assert releases.current() is None
    assert await releases.update(NEWER, digest) == NEWER


async def test_a_file_that_changes_after_it_was_vouched_for_is_refused(
    tmp_path: Path, wheels: Path, wheel: Wheel, terms: Terms
) -> None:
    """The index says one thing and gives another: pip must see it."""
    wheel(wheels, NEWER)
    rehearsal = Rehearsal(on(terms), tmp_path / "work", uuid4)

    class Turncoat(Releases):
        async def _install(self, staged: Path, offered: Any) -> None:
            wheel(wheels, NEWER, spoilt={"yt_dlp/evil.py": b"evil = 1\n"})
            await super()._install(staged, offered)

    releases = Turncoat(tmp_path / "releases", Index(wheels=wheels), rehearsal, no_proxy)
    with pytest.raises(NoNewRelease, match="another file"):
        await releases.update(None, None)
    assert names(tmp_path / "releases") == []


async def test_the_way_back_leads_to_the_one_before(
    updated: Releases, wheels: Path, wheel: Wheel
) -> None:
    running = updated.current()
    wheel(wheels, NEWEST)
    await updated.update(None, None)
    assert updated.version() == NEWEST
    assert running is not None
    assert running.is_dir(), "a job that runs keeps its own"
    assert await updated.back() == NEWER
    assert await updated.back() == INSTALLED
    assert updated.current() is None


async def test_a_release_that_somebody_removed_is_not_used(
    updated: Releases, tmp_path: Path
) -> None:
    current = updated.current()
    assert current is not None
    current.rename(tmp_path / "elsewhere")
    assert (updated.current(), updated.version()) == (None, INSTALLED)


@pytest.mark.parametrize(
    ("release", "old"),
    [("2026.08.19", True), ("2026.10.30", False), ("2026.11.28.1", False), ("unknown", False)],
)
def test_a_release_is_old_after_a_month(release: str, old: bool) -> None:  # noqa: FBT001 - a table
    assert is_old(release, date(2026, 11, 29)) is old
