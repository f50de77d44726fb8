"""To bring people takes one call no longer than the gateway waits, however slow their source is."""

import asyncio

from medianest.identity.handlers import importing

WISH = {"source": "overseerr"}


async def test_a_source_that_does_not_answer_is_said_to_be_away_in_time(
    importing_door, overseerr, monkeypatch
) -> None:
    monkeypatch.setattr(importing, "READ_WITHIN_S", 0.2)
    owner = await importing_door.owner()
    overseerr.is_silent = True
    async with asyncio.timeout(3):
        answer = await importing_door.post("/members/import", WISH, who=owner)
    assert answer.status_code == 503, answer.text
    assert answer.json()["type"].endswith("source-away")


async def test_to_read_who_is_there_counts_as_a_part_of_the_call(
    importing_door, overseerr, monkeypatch
) -> None:
    owner = await importing_door.owner()
    with monkeypatch.context() as short:
        short.setattr(importing, "WITHIN_S", 0.000_1)
        answer = await importing_door.post("/members/import", WISH, who=owner)
    told = answer.json()
    assert (told["created"], told["left"]) == ([], overseerr.KNOWN)
    answer = await importing_door.post("/members/import", WISH, who=owner)
    assert len(answer.json()["created"]) == overseerr.KNOWN
