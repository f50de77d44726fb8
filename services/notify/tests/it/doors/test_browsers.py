"""A browser is told things as long as it is signed in, and its member sees why it is not."""

from typing import Any
from uuid import UUID

import pytest
from notify_door import Door

from medianest.contracts.events.identity import (
    MemberDisabled,
    MemberRoleChanged,
    MemberSessionsEnded,
    SessionRevoked,
)
from medianest.contracts.ids import new_id
from medianest.testkit import ANNA, BEN, eventually

CHANNELS = "/notifications/channels"
PUSH = {
    "kind": "push",
    "endpoint": "https://fcm.googleapis.com/fcm/send/anna",
    "keys": {"p256dh": "A" * 87, "auth": "A" * 22},
}
PHONE, DESK = UUID(int=71), UUID(int=72)


async def listens(door: Door, session: UUID, *, who: UUID = ANNA) -> str:
    """A browser's channel."""
    made = await door.call("POST", CHANNELS, PUSH, who=who, session=session)
    assert (made.status_code, made.json()["verified"]) == (201, True), made.text
    return str(made.json()["id"])


async def state(door: Door, *, who: UUID = ANNA) -> dict[str, str | None]:
    """Why each channel is not used, or nothing."""
    items = (await door.call("GET", CHANNELS, who=who)).json()["items"]
    return {one["id"]: one["disabled"] for one in items}


async def becomes(door: Door, wanted: dict[str, str | None]) -> None:
    async def is_so() -> bool:
        return await state(door) == wanted

    await eventually(is_so, timeout_s=20)


async def test_s21_a_browser_whose_session_ended_is_told_nothing_more(
    door: Door, neighbours: Any
) -> None:
    identity = await neighbours("identity")
    phone, desk = await listens(door, PHONE), await listens(door, DESK)
    bens = await listens(door, new_id(), who=BEN)
    await identity.announce(SessionRevoked(session_id=PHONE, member_id=ANNA))
    await becomes(door, {phone: "signed-out", desk: None})
    assert await state(door, who=BEN) == {bens: None}


@pytest.mark.parametrize(
    "ended",
    [
        MemberSessionsEnded(member_id=ANNA, epoch=1),
        MemberRoleChanged(member_id=ANNA, role="guest", permissions=(), epoch=1),
        MemberDisabled(member_id=ANNA, epoch=1),
    ],
    ids=["all ended", "another role", "disabled"],
)
async def test_s21_with_all_sessions_all_browsers_fall_silent(
    door: Door, neighbours: Any, ended: Any
) -> None:
    identity = await neighbours("identity")
    phone, desk = await listens(door, PHONE), await listens(door, DESK)
    await identity.announce(ended)
    await becomes(door, {phone: "signed-out", desk: "signed-out"})


async def test_the_session_that_is_kept_keeps_its_browser(door: Door, neighbours: Any) -> None:
    identity = await neighbours("identity")
    phone, desk = await listens(door, PHONE), await listens(door, DESK)
    await identity.announce(MemberSessionsEnded(member_id=ANNA, epoch=1, kept_session_id=DESK))
    await becomes(door, {phone: "signed-out", desk: None})


async def test_what_ended_before_is_heard_late_and_stops_no_new_browser(
    door: Door, neighbours: Any
) -> None:
    """Its time is before the channel's, though the channel is there already."""
    identity = await neighbours("identity")
    await identity.announce(MemberSessionsEnded(member_id=ANNA, epoch=1))
    phone = await listens(door, PHONE)
    await identity.announce(SessionRevoked(session_id=DESK, member_id=ANNA))
    last = await listens(door, DESK)
    await identity.announce(SessionRevoked(session_id=DESK, member_id=ANNA))
    await becomes(door, {phone: None, last: "signed-out"})


async def test_an_address_that_is_no_browser_outlives_every_session(
    door: Door, neighbours: Any
) -> None:
    identity = await neighbours("identity")
    hook = {"kind": "webhook", "url": "https://8.8.8.8/"}
    made = await door.call("POST", CHANNELS, hook, session=PHONE)
    phone = await listens(door, PHONE)
    await identity.announce(SessionRevoked(session_id=PHONE, member_id=ANNA))
    await becomes(door, {made.json()["id"]: None, phone: "signed-out"})
