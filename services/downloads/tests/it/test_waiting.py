"""While status says that the internet is away, downloads wait and say so; then they go on."""

from typing import Any
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.status import OutageBegan, OutageEnded
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.testkit import ANNA, NOON, eventually

ROUTER = UUID(int=7)


class Said(Fact, tag="said-in-a-test"):
    began: bool


def announce(_: None, fact: Said) -> Event:
    words: dict[str, Any] = {
        "monitor_id": ROUTER,
        "monitor_name": "Router",
        "since": NOON,
        "dependency": "internet",
    }
    return OutageBegan(**words, detail="timeout") if fact.began else OutageEnded(**words)


async def test_what_is_asked_while_the_internet_is_away_comes_when_it_is_back(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    monitor: Decider[None, Said] = Decider(
        name="monitor",
        facts=(Said,),
        initial=None,
        evolve=lambda state, _: state,
        announce=announce,
    )
    status = await EventLog.open(
        service="status", settings=home.house("status").settings, deciders=(monitor,)
    )
    await status.start()

    async def say(*, began: bool) -> None:
        step = Step(monitor, ROUTER, lambda _: [Said(began=began)])
        await status.log.carry_out(step, meta=Meta(correlation=new_id()))

    async with home.serving() as desk:
        await say(began=True)
        download = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

        async def waits() -> bool:
            shown = await desk.see(ANNA, download)
            return (shown["status"], shown["waits_for"]) == ("queued", "internet")

        await eventually(waits)
        await say(began=False)
        shown = await desk.until(ANNA, download, "completed")
        assert shown["waits_for"] is None
        assert shown["attempts"] == 1
    await status.stop()
