"""Who did something, and in which story, stands beside every fact; a story goes on by itself."""

from uuid import UUID, uuid4

from medianest.contracts.meta import A_STRANGER, THE_HOUSE, THE_OPERATOR, Meta
from medianest.eventlog.eventlog import EventLog
from medianest.testkit.guestbook import GUESTBOOK, Noted, Signed, note, sign
from medianest.testkit.people import ANNA, BEN, NOON

HERS = Meta(actor=ANNA, correlation=UUID(int=1), address_hash="ab" * 16, client="Firefox")
HIS = Meta(actor=BEN, correlation=UUID(int=2))


async def test_what_nobody_asked_for_was_done_by_the_house(eventlog: EventLog) -> None:
    asked_before_that_was_noted = Meta(actor=None, correlation=uuid4())
    for meta in (Meta(correlation=uuid4()), asked_before_that_was_noted):
        await eventlog.log.carry_out(note(uuid4(), "a page was torn out"), meta=meta)
    told = await eventlog.log.read_after(0)
    assert [one.meta.actor for one in told] == [THE_HOUSE, THE_HOUSE]


async def test_a_log_shows_a_member_or_says_that_it_was_none(eventlog: EventLog) -> None:
    story = uuid4()
    for actor in (ANNA, THE_HOUSE, THE_OPERATOR, A_STRANGER):
        meta = Meta(actor=actor, correlation=story)
        await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=meta)
    shown = (await eventlog.explorer.story(story, since=NOON)).items
    assert [(one.by, one.actor) for one in shown] == [
        ("person", ANNA),
        ("house", None),
        ("operator", None),
        ("stranger", None),
    ]


async def test_what_the_house_does_next_goes_on_with_the_story(eventlog: EventLog) -> None:
    book = uuid4()
    await eventlog.log.carry_out(sign(book, "Hello"), meta=HERS)
    meta = await eventlog.log.going_on(GUESTBOOK, book)
    (signed,) = await eventlog.log.history(GUESTBOOK, book)
    assert (meta.actor, meta.correlation, meta.causation) == (ANNA, UUID(int=1), signed.fact_id)
    nowhere = await eventlog.log.going_on(GUESTBOOK, uuid4())
    assert (nowhere.actor, nowhere.causation) == (THE_HOUSE, None)


async def test_of_what_happened_to_a_thing_that_counts_which_led_to_the_next(
    eventlog: EventLog,
) -> None:
    book = uuid4()
    await eventlog.log.carry_out(sign(book, "Hello"), meta=HERS)
    await eventlog.log.carry_out(note(book, "read by Ben"), meta=HIS)
    assert (await eventlog.log.going_on(GUESTBOOK, book)).actor == BEN
    assert (await eventlog.log.going_on(GUESTBOOK, book, Signed)).actor == ANNA
    assert (await eventlog.log.going_on(GUESTBOOK, book, Noted)).actor == BEN
