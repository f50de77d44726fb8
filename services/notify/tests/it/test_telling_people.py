"""From what others announce to somebody's inbox, and to what they are reached by."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import DownloadCompleted, DownloadFailed
from medianest.contracts.events.identity import MemberDisabled, MemberErased, MemberJoined
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.contracts.events.status import (
    AwaitedIsBack,
    IncidentClosed,
    IncidentOpened,
    IncidentSpread,
)
from medianest.contracts.ids import new_id
from medianest.contracts.permissions import BY_ROLE, Role
from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN, NOON

UNTIL_TOLD_S = "600"
"""Longer than any machine needs for what is to become one: `settled` ends it."""
HOOK, OTHER_HOOK, PLEX = UUID(int=100), UUID(int=101), UUID(int=200)


def completed(title: str, download_id: UUID) -> Event:
    return DownloadCompleted(download_id=download_id, member_id=ANNA, title=title, files=())


def added(title: str, download_id: UUID | None = None) -> Event:
    return LibraryItemAdded(
        item_id=new_id(),
        title=title,
        origin="downloads",
        origin_id=download_id or new_id(),
        member_id=ANNA,
    )


def failed(title: str, member_id: UUID = ANNA) -> Event:
    return DownloadFailed(
        download_id=new_id(),
        member_id=member_id,
        title=title,
        error_class="permanent",
        reason="It is gone.",
    )


def joined(member_id: UUID, role: Role) -> Event:
    return MemberJoined(
        member_id=member_id, role=role, permissions=tuple(sorted(BY_ROLE[role])), epoch=0
    )


def down() -> Event:
    return IncidentOpened(
        incident_id=uuid4(),
        monitor_id=PLEX,
        monitor_name="Plex",
        opened_at=NOON,
        detail="timeout",
        tell=(UUID(int=1),),
    )


def up(*tell: UUID) -> Event:
    return IncidentClosed(
        incident_id=uuid4(),
        monitor_id=PLEX,
        monitor_name="Plex",
        opened_at=NOON,
        closed_at=NOON,
        tell=tell,
    )


def down_as_well(*tell: UUID) -> Event:
    return IncidentSpread(
        incident_id=uuid4(),
        monitor_name="Plex",
        struck_id=UUID(int=201),
        struck_name="Wishes",
        at=NOON,
        tell=tell,
    )


def awaited(member_id: UUID) -> Event:
    return AwaitedIsBack(member_id=member_id, monitor_id=PLEX, monitor_name="Plex", at=NOON)


async def titles(desk: Any, who: UUID, *expected: str) -> None:
    async def shown() -> bool:
        found = [line["title"] for line in await desk.inbox(who)]
        assert sorted(found) == sorted(expected)
        return True

    await eventually(shown, 10)


async def ended(desk: Any, count: int, *, within_s: float = 15) -> list[dict[str, Any]]:
    async def all_ended() -> list[dict[str, Any]]:
        found = await desk.deliveries()
        assert len(found) == count, found
        assert {d["status"] for d in found} <= {"sent", "dead", "suppressed"}, found
        return list(found)

    return await eventually(all_ended, within_s, every_s=0.1)


async def roster_knows(home: Any, count: int) -> None:
    async def known() -> bool:
        return len(await roster(home)) >= count

    await eventually(known, 10)


async def is_disabled(home: Any) -> bool:
    return any(row["disabled"] for row in await roster(home))


async def roster(home: Any) -> list[Any]:
    schema = await home.rows("select schemaname s from pg_tables where tablename = 'roster'")
    return list(await home.rows(f'select disabled from "{schema[0]["s"]}".roster'))  # noqa: S608  from the catalogue


async def waits_to_go(home: Any, count: int) -> None:
    """So many of all that was written wait outside the inbox, or went."""

    async def planned() -> bool:
        rows = await home.rows(
            "select count(*) n from facts"
            " where type in ('notify.delivery-planned', 'notify.delivery-joined')"
        )
        return bool(rows[0]["n"] == count)

    await eventually(planned, 30)


async def settled(home: Any) -> None:
    """What waits for others of its kind goes out now."""
    await home.rows(
        "with due as (update jobs set due_at = now() where kind = 'deliver' returning id)"
        " select count(pg_notify('medianest_jobs', '')) from due"
    )


async def test_a_message_reaches_the_inbox_and_the_channel_once(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    library = await neighbours("requests")
    async with home.serving() as desk:
        train = new_id()
        await library.announce(added("A night train", train), added("A night train", train))
        await titles(desk, ANNA, "“A night train” is in the library")
        (delivery,) = await ended(desk, 1)
        assert (delivery["status"], delivery["tries"]) == ("sent", 1)
        (taken,) = sink.taken.values()
        assert taken["title"] == "“A night train” is in the library"
        (line,) = await desk.inbox(ANNA)
        assert line["path"] == taken["path"] == f"/downloads?id={train}"
        answer = await desk.ask(
            ANNA, "GET", f"/notifications/deliveries/{delivery['id']}", role="admin"
        )
        assert [event["what"] for event in answer.json()["events"]] == ["planned", "sent"]
        answer = await desk.ask(ANNA, "GET", "/notifications/deliveries")
        assert answer.status_code == 403, "members see no deliveries"


async def test_fifty_videos_are_fifty_lines_and_one_message(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    library = await neighbours("requests")
    async with home.serving(gather_settles_s=UNTIL_TOLD_S) as desk:
        await library.announce(*(added(f"Part {n}") for n in range(50)))
        await titles(desk, ANNA, *(f"“Part {n}” is in the library" for n in range(50)))
        await waits_to_go(home, 50)
        await settled(home)
        await ended(desk, 1)
        (taken,) = sink.taken.values()
        assert (taken["title"], taken["count"]) == ("50 videos are in the library", "50")


async def test_two_replicas_make_one_message_of_a_burst(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    library = await neighbours("requests")
    replica = home.serving(gather_settles_s=UNTIL_TOLD_S)
    async with home.serving(gather_settles_s=UNTIL_TOLD_S) as desk, replica:
        for burst in range(1, 4):
            await library.announce(*(added(f"Part {n} of {burst}") for n in range(20)))
            await waits_to_go(home, burst * 20)
            await settled(home)
            await ended(desk, burst)
        assert [taken["count"] for taken in sink.taken.values()] == ["20"] * 3


async def test_what_the_library_does_not_show_in_time_is_said_to_be_fetched(
    home, neighbours, sink
) -> None:
    downloads, library = await neighbours("downloads"), await neighbours("requests")
    async with home.serving() as desk:
        train, boat = new_id(), new_id()
        story, _ = await downloads.announce(
            completed("A night train", train), completed("A boat", boat)
        )
        await library.announce(added("A boat", boat))
        await eventually(lambda: overdue(home, 2), 10)
        await titles(desk, ANNA, "“A boat” is in the library")
        await home.rows(
            "with due as (update jobs set due_at = now() where kind = 'tell-late' returning id)"
            " select count(pg_notify('medianest_jobs', '')) from due"
        )
        await eventually(lambda: overdue(home, 0), 10)
        await titles(desk, ANNA, "“A boat” is in the library", "“A night train” was fetched")
        told = await home.rows(
            "select meta ->> 'correlation' story, meta ->> 'causation' led_to,"
            " data ->> 'cause' cause from facts where type = 'notify.informed'"
        )
        (late,) = [one for one in told if one["story"] == str(story)]
        assert late["led_to"] == late["cause"]
        await library.announce(added("A night train", train))
        await titles(
            desk,
            ANNA,
            "“A boat” is in the library",
            "“A night train” was fetched",
            "“A night train” is in the library",
        )


async def overdue(home: Any, count: int) -> bool:
    rows = await home.rows("select count(*) n from jobs where kind = 'tell-late'")
    return bool(rows[0]["n"] == count)


async def test_who_minds_the_house_hears_of_a_blip_once(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    identity, status = await neighbours("identity"), await neighbours("status")
    async with home.serving(gather_settles_s="4") as desk:
        await identity.announce(joined(ANNA, "admin"))
        await roster_knows(home, 1)
        await identity.announce(joined(BEN, "member"))
        await status.announce(up())
        await status.announce(down())
        await status.announce(up())
        await titles(desk, ANNA, "Somebody joined the household", "“Plex” was away for a moment")
        assert await desk.inbox(BEN) == []
        await eventually(lambda: "“Plex” was away for a moment" in said(sink), 40)
        assert "“Plex” is back" not in said(sink)
        assert "“Plex” does not answer" not in said(sink)


async def test_who_asked_while_it_was_away_hears_once_that_it_is_back(home, neighbours) -> None:
    identity, status = await neighbours("identity"), await neighbours("status")
    async with home.serving(gather_settles_s=UNTIL_TOLD_S) as desk:
        await identity.announce(joined(ANNA, "admin"))
        await roster_knows(home, 1)
        await identity.announce(joined(BEN, "member"))
        await roster_knows(home, 2)
        for event in (down(), up(ANNA), awaited(BEN), awaited(ANNA)):
            await status.announce(event)
        await titles(desk, BEN, "“Plex” is back")
        joined_too = "Somebody joined the household"
        await titles(desk, ANNA, joined_too, "“Plex” was away for a moment")


async def test_who_was_told_that_it_is_away_because_of_another_hears_that_that_is_back(
    home, neighbours
) -> None:
    identity, status = await neighbours("identity"), await neighbours("status")
    async with home.serving() as desk:
        await identity.announce(joined(BEN, "member"))
        await roster_knows(home, 1)
        await status.announce(down_as_well(BEN))
        await status.announce(up(BEN))
        because = "“Wishes” does not answer, because “Plex” does not"
        await titles(desk, BEN, because, "“Plex” is back")


def said(sink: Any) -> list[str]:
    return [taken["title"] for taken in sink.taken.values()]


async def test_it_is_tried_again_dead_in_the_end_and_redriven(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    sink.status["/anna"] = 503
    downloads = await neighbours("downloads")
    async with home.serving(retry_s="0.05,0.05") as desk:
        await downloads.announce(failed("A"))
        (delivery,) = await ended(desk, 1)
        assert (delivery["status"], delivery["tries"], delivery["why"]) == ("dead", 3, "503")
        (job,) = await eventually(
            lambda: home.rows("select id, key from jobs where status = 'dead'")
        )
        sink.status.clear()
        await home.rows(
            "with due as (update jobs set status = 'ready', attempts = 0"  # noqa: S608  what a redrive does
            f" where id = '{job['id']}' returning id)"
            " select pg_notify('medianest_jobs', '') from due"
        )

        async def sent() -> bool:
            return [d["status"] for d in await desk.deliveries()] == ["sent"]

        await eventually(sent)
        assert list(sink.taken) == [delivery["id"]], "under the same id as before"


async def test_a_channel_that_is_gone_is_disabled_and_its_member_told(
    home, neighbours, sink
) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/gone"), OTHER_HOOK: (ANNA, f"{sink.url}/there")})
    sink.status["/gone"] = 410
    downloads = await neighbours("downloads")
    async with home.serving() as desk:
        await downloads.announce(failed("A"))
        await titles(desk, ANNA, "“A” could not be fetched", "“a hook” is not used any more")
        assert home.book.disabled == {str(HOOK): "410"}
        await eventually(lambda: "“a hook” is not used any more" in said(sink), 10)
        assert set(sink.paths.values()) == {"/there"}


async def test_a_channel_that_refuses_again_and_again_is_disabled(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/no")})
    sink.status["/no"] = 400
    downloads = await neighbours("downloads")
    async with home.serving(refusals_max="2") as desk:
        await downloads.announce(failed("A"))
        await ended(desk, 1)
        assert home.book.disabled == {}, "once is not yet again and again"
        await downloads.announce(failed("B"))
        await eventually(lambda: home.book.disabled == {str(HOOK): "400"}, 10)


async def test_an_erased_person_gets_nothing_also_not_what_was_planned(
    home, neighbours, sink
) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    sink.status["/anna"] = 503
    downloads, identity = await neighbours("downloads"), await neighbours("identity")
    async with home.serving(retry_s="2,2,2", retry_jitter="0") as desk:
        await identity.announce(joined(ANNA, "member"))
        await downloads.announce(failed("A secret title"))

        async def between_tries() -> bool:
            return [d["status"] for d in await desk.deliveries()] == ["failed"]

        await eventually(between_tries, 10)
        await identity.announce(MemberErased(member_id=ANNA, epoch=1))
        await titles(desk, ANNA)
        sink.status.clear()
        (delivery,) = await ended(desk, 1)
        assert delivery["status"] == "suppressed"
        await downloads.announce(failed("Another"), failed("For Ben", BEN))
        await titles(desk, BEN, "“For Ben” could not be fetched")
        assert sink.taken == {}
        assert await desk.inbox(ANNA) == []
        kept = await home.rows("select string_agg(data::text, ' ') said from facts")
        assert "A secret title" not in kept[0]["said"]


async def test_a_disabled_person_gets_nothing_outside(home, neighbours, sink) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    downloads, identity = await neighbours("downloads"), await neighbours("identity")
    async with home.serving(gather_settles_s=UNTIL_TOLD_S) as desk:
        await identity.announce(joined(ANNA, "member"))
        await downloads.announce(failed("A"))
        await waits_to_go(home, 1)
        await identity.announce(MemberDisabled(member_id=ANNA, epoch=1))
        await eventually(partial(is_disabled, home), 10)
        await settled(home)
        (delivery,) = await ended(desk, 1)
        assert (delivery["status"], delivery["why"]) == ("suppressed", "The member is disabled.")
        assert sink.taken == {}


async def test_what_happened_too_long_ago_is_only_put_into_the_inbox(
    home, neighbours, sink
) -> None:
    home.book.write({HOOK: (ANNA, f"{sink.url}/anna")})
    downloads = await neighbours("downloads")
    await downloads.announce(failed("A"))
    async with home.serving(max_age_s="0") as desk:
        await titles(desk, ANNA, "“A” could not be fetched")
        (delivery,) = await ended(desk, 1)
        assert (delivery["status"], delivery["why"]) == (
            "suppressed",
            "It happened too long ago.",
        )
        assert sink.calls == {}
