"""A title that is in the library says so, by every number that a catalogue has for it."""

import io
from typing import Any
from uuid import UUID

from PIL import Image

from medianest.contracts.record import replace
from medianest.local.simulators.overseerr.titles import FILMS
from medianest.testkit import ANNA, eventually

BEN = UUID(int=0xBE4)
GODFATHER, METROPOLIS, MODERN_TIMES, PSYCHO = 238, 19, 3082, 539
ONE_PIECE = 37854


async def library_of(desk: Any, kind: str, tmdb_id: int, *who: Any) -> Any:
    answer = await desk.ask(f"/titles/{kind}/{tmdb_id}", *who)
    assert answer.status_code == 200, answer.text
    return answer.json()["title"]["card"]["library"]


async def all_of_it_was_seen(desk: Any) -> None:
    async def seen() -> bool:
        return bool(await desk.sql("select count(distinct section_key) = 4 from library_titles"))

    await eventually(seen, timeout_s=20)


async def test_a_title_is_found_by_new_and_by_old_numbers(desk: Any, plex: Any) -> None:
    await all_of_it_was_seen(desk)
    new, by_imdb, by_tmdb, anime = (
        await library_of(desk, "movie", GODFATHER),  # plex://, with tmdb:// among its numbers
        await library_of(desk, "movie", METROPOLIS),  # com.plexapp.agents.imdb://
        await library_of(desk, "movie", MODERN_TIMES),  # com.plexapp.agents.themoviedb://
        await library_of(desk, "tv", ONE_PIECE),  # com.plexapp.agents.hama://tvdb-
    )
    names = ["The Godfather", "Metropolis", "Modern Times", "One Piece"]
    for found, name in zip((new, by_imdb, by_tmdb, anime), names, strict=True):
        assert found["rating_key"] == plex.holds(name)
        assert found["deep_link"].endswith(found["rating_key"])
    assert await library_of(desk, "movie", 603) is None


async def test_a_search_says_what_is_in_the_library(desk: Any) -> None:
    await all_of_it_was_seen(desk)
    found = (await desk.see("/search?query=modern%20times"))["items"]
    assert [(card["seen"], card["library"] is not None) for card in found] == [("here", True)]
    row = (await desk.see("/discover/popular-movies"))["items"]
    assert any(card["library"] for card in row) or len(row) <= 20


async def test_who_may_not_see_it_there_is_not_told_where_it_is(desk: Any) -> None:
    await all_of_it_was_seen(desk)
    assert await library_of(desk, "movie", GODFATHER, ANNA, "member") is not None
    assert await library_of(desk, "tv", ONE_PIECE, ANNA, "member") is None
    assert await library_of(desk, "movie", PSYCHO, ANNA, "member") is None
    assert await library_of(desk, "movie", GODFATHER, BEN, "member") is None


async def test_a_library_that_is_away_holds_no_title_up(desk: Any, plex: Any) -> None:
    await all_of_it_was_seen(desk)
    await plex.server.stop()
    answer = await desk.ask("/titles/movie/238", ANNA, "member")
    assert answer.status_code == 200
    await plex.server.start()


async def test_what_comes_is_said_after_a_webhook_and_what_goes_is_forgotten(
    desk: Any, plex: Any
) -> None:
    await all_of_it_was_seen(desk)
    known = next(film for film in FILMS if film.tmdb_id == 11)
    secret = "a-secret-of-plex-0123"
    await desk.set({**plex.connection, "webhook_secret": secret})
    plex.pages.library.take(known)
    event = b'--x\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{"event":"%s"}\r\n--x--'
    played = await desk.hook(secret, event % b"media.play")
    came = await desk.hook(secret, event % b"library.new")
    assert (played.status_code, came.status_code) == (202, 202)

    async def is_said() -> bool:
        return await library_of(desk, "movie", 11) is not None

    await eventually(is_said, timeout_s=20)
    plex.pages.library.remove(plex.holds("Star Wars"))
    await desk.set({**plex.connection, "unlinked_see": "everything"})
    await desk.set({**plex.connection, "unlinked_see": "nothing", "webhook_secret": None})
    await desk.sql(
        "insert into jobs(id, kind, key, data, due_at) values"
        " (gen_random_uuid(), 'look-at-new', 'now', '{\"all_of_it\": true}', now())"
    )

    async def is_forgotten() -> bool:
        return await library_of(desk, "movie", 11) is None

    await eventually(is_forgotten, timeout_s=20)


async def test_s47_a_webhook_with_another_secret_is_not_heard(desk: Any, plex: Any) -> None:
    right = "a-secret-of-plex-4567"
    assert (await desk.hook(right, b"library.new")).status_code == 403
    await desk.set({**plex.connection, "webhook_secret": right})
    for wrong in ("x", right[:-1], f"{right}x", "%00", "é"):
        assert (await desk.hook(wrong, b"library.new")).status_code in {400, 403}, wrong
    assert (await desk.hook(right, b"\xff\xfe library.new")).status_code == 202
    await desk.set({**plex.connection, "webhook_secret": None})
    assert (await desk.hook(right, b"library.new")).status_code == 403


async def test_s40_a_poster_of_the_catalogue_comes_by_our_own_door(desk: Any) -> None:
    found = (await desk.see("/search?query=matrix"))["items"]
    assert all(card["image"] for card in found)
    answer = await desk.as_member(f"/images/{found[0]['image']}?w=240", ANNA)
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).width == 240


async def test_of_a_library_that_is_new_as_a_whole_nobody_is_told(desk: Any, plex: Any) -> None:
    """As after a restore, or when another server took the place of the old one."""
    await all_of_it_was_seen(desk)
    said = "select count(*) from facts where said is not null"
    before = await desk.sql(said)
    for n in range(500):
        film = replace(FILMS[0], tmdb_id=7_000_000 + n, name=f"An old film {n}")
        plex.pages.library.take(film)
    await desk.sql(
        "insert into jobs(id, kind, key, data, due_at) values"
        " (gen_random_uuid(), 'look-at-new', 'all', '{\"all_of_it\": true}', now())"
    )

    async def all_are_noted() -> bool:
        new = "select count(*) = 500 from library_titles where source = 'tmdb'"
        return bool(await desk.sql(f"{new} and value like '7000___'"))

    await eventually(all_are_noted, timeout_s=30)
    assert await desk.sql(said) == before
