"""An operator reads a log, proves it, and has it said again."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.audit import seals
from medianest.eventlog.eventlog import EventLog
from medianest.testkit import eventually
from medianest.testkit.guestbook import note, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA

Medianest = Callable[..., Awaitable[Any]]

META = Meta(correlation=UUID(int=1), actor=ANNA)
RED, BLUE = UUID(int=11), UUID(int=12)

CHANGE = """
alter table notify.facts disable trigger facts_final;
update notify.facts set data = '{"line": "forged"}' where position = 500;
alter table notify.facts enable trigger facts_final;
"""
RESTORED = """
alter table notify.facts disable trigger facts_final;
delete from notify.facts where position = 2;
alter table notify.facts enable trigger facts_final;
update notify.log_head set position = 1;
update notify.log_head set epoch = gen_random_uuid(), epoch_from = position;
"""
LOSE = """
alter table notify.facts disable trigger facts_final;
delete from notify.facts where position = 2;
alter table notify.facts enable trigger facts_final;
"""


async def test_the_newest_facts_come_last_one_a_line(
    medianest: Medianest, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "one", "two"), meta=META)
    await guestbook.log.carry_out(note(BLUE, "three"), meta=META)
    heading, *told = (await medianest("events", "tail", "notify", "-n", "2")).out.splitlines()
    assert heading.split()[0] == "position"
    assert [line.split()[0] for line in told] == ["2", "3"]
    assert told[0].endswith(f"guestbook-{RED} v2")
    assert "yes" in told[0]
    assert "yes" not in told[1]
    facts = (await medianest("events", "tail", "notify", "--json")).json_lines
    assert [fact["data"]["line"] for fact in facts] == ["one", "two", "three"]


async def test_on_a_terminal_a_fact_is_one_line_and_elsewhere_all_of_it(
    medianest: Medianest, guestbook: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    await guestbook.log.carry_out(sign(RED, "one"), meta=META)
    whole = (await medianest("events", "tail", "notify")).out.splitlines()
    assert whole[1].endswith(f"guestbook-{RED} v1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    cut = (await medianest("events", "tail", "notify", columns=60)).out.splitlines()
    assert [len(line) for line in cut] == [60, 60]
    assert cut[1] == f"{whole[1][:59]}…"


async def test_a_tail_may_be_of_one_stream_or_of_one_kind(
    medianest: Medianest, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "one"), meta=META)
    await guestbook.log.carry_out(sign(BLUE, "two"), meta=META)
    tail = ("events", "tail", "notify", "--json", "--stream")
    assert len((await medianest(*tail, f"guestbook-{BLUE}")).json_lines) == 1
    assert len((await medianest(*tail, "guestbook")).json_lines) == 2
    assert (await medianest(*tail, "guest")).json_lines == []


async def test_a_fact_and_a_stream_are_shown_with_all_that_is_kept(
    medianest: Medianest, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "hello", "again"), meta=META)
    stream = (await medianest("events", "show", "notify", f"guestbook-{RED}", "--json")).json
    assert [(fact["version"], fact["data"]["line"]) for fact in stream] == [
        (1, "hello"),
        (2, "again"),
    ]
    assert (await medianest("events", "show", "notify", str(RED), "--json")).json == stream
    one = (await medianest("events", "show", "notify", stream[0]["fact_id"].upper(), "--json")).json
    assert one == stream[0]
    assert one["meta"]["actor"] == str(ANNA)
    assert "hello" in (await medianest("events", "show", "notify", one["fact_id"])).out


async def test_what_nobody_knows_is_told_in_a_line(
    medianest: Medianest, guestbook: EventLog
) -> None:
    for what in ("guestbook", f"guestbook-{BLUE}", str(new_id())):
        answer = await medianest("events", "show", "notify", what)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == f"✗ notify knows no fact and no stream '{what}'.\n"


async def test_a_fact_that_was_changed_after_it_was_sealed_is_found(
    medianest: Medianest, at_home: House, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, *["a line"] * seals.FACTS_A_SEAL), meta=META)
    await guestbook.log.carry_out(sign(BLUE, "not sealed yet"), meta=META)
    await seals.seal(guestbook.pool)
    before = await medianest("events", "verify", "notify")
    assert before.code == 0
    assert "None of 1001 facts is missing; 1000 are sealed" in before.out

    await at_home.administer(CHANGE)
    after = await medianest("events", "verify", "notify")
    assert (after.code, after.out) == (1, "")
    assert "from position 1 to 1000" in after.err
    proof = await medianest("events", "verify", "notify", "--json")
    assert (proof.code, proof.json["broken_at"]) == (1, 1000)


async def test_a_fact_that_was_taken_away_is_missed(
    medianest: Medianest, at_home: House, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "one", "two", "three"), meta=META)
    await at_home.administer(LOSE)
    proof = await medianest("events", "verify", "notify", "--json")
    assert proof.code == 1
    assert (proof.json["facts"], proof.json["head"]) == (2, 3)
    assert proof.json["streams_with_gaps"] == [f"guestbook-{RED}"]
    assert "The log counts 3 facts; 2 are there" in proof.err


async def _messages(medianest: Medianest) -> int:
    findings = (await medianest("doctor", "--json")).json
    (streams,) = [one["detail"] for one in findings if one["what"] == "notify: streams"]
    return int(streams.removeprefix("MN_NOTIFY ").split(",")[0])


async def test_what_was_announced_is_dropped_and_said_again(
    medianest: Medianest, guestbook: EventLog
) -> None:
    async def said(count: int) -> bool:
        return await _messages(medianest) == count

    await guestbook.log.carry_out(sign(RED, "one", "two", "three"), meta=META)
    await eventually(lambda: said(3), timeout_s=20, every_s=0.2)
    dropped = await medianest("events", "republish", "notify", "--yes", "--json")
    assert (dropped.code, dropped.json["stream"]) == (0, "MN_NOTIFY")
    await eventually(lambda: said(3), timeout_s=20, every_s=0.2)


async def test_nothing_is_dropped_by_who_does_not_say_yes(
    medianest: Medianest, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "one"), meta=META)

    async def said() -> bool:
        return await _messages(medianest) == 1

    await eventually(said, timeout_s=20, every_s=0.2)
    assert (await medianest("events", "republish", "notify", typed="n\n")).code == 1
    assert await said()


async def test_what_the_others_heard_and_a_restored_log_forgot_is_listed(
    medianest: Medianest, at_home: House, guestbook: EventLog
) -> None:
    await guestbook.log.carry_out(sign(RED, "kept", "lost"), meta=META)

    async def said() -> bool:
        return await _messages(medianest) == 2

    await eventually(said, timeout_s=20, every_s=0.2)
    nothing = await medianest("events", "reconcile", "notify")
    assert (nothing.code, nothing.out) == (0, "notify knows of everything that it announced.\n")
    await guestbook.stop(grace_s=2)
    await at_home.administer(RESTORED)
    before = (await medianest("events", "reconcile", "notify", "--json")).json
    assert [one["position"] for one in before] == [2]

    assert (await medianest("provision", "servers")).code == 0  # which drops the stream
    after = await medianest("events", "reconcile", "notify")
    assert before[0]["fact_id"] in after.out
    assert "The others heard these 1 before the backup was put back" in after.out
