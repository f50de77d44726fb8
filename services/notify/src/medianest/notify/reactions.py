"""What notify does about what happened: tell whoever wants to know, send codes that prove."""

from typing import Final

from medianest.eventlog.facts import Stored
from medianest.eventlog.heard import Heard
from medianest.eventlog.jobs import Job
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.notify.domain.channel import CodeMade
from medianest.notify.handlers.channels import SEND_CODE, CodeJob
from medianest.notify.handlers.telling import Telling


def whatever_is_announced(telling: Telling) -> Reaction:
    """From the very first event on: what was told already is not told again."""

    async def react(turn: Turn, heard: Heard) -> None:
        steps = telling.steps(heard)
        if steps:
            await turn.carry_out(*steps)

    return Reaction(
        name="telling",
        sources=("identity", "requests", "downloads", "status", "gateway"),
        start="zero",
        react=react,
    )


async def _a_code_was_made(turn: Turn, stored: Stored[object]) -> None:
    if isinstance(stored.fact, CodeMade):
        data = CodeJob(channel_id=stored.id)
        await turn.plan(
            Job(kind=SEND_CODE, key=str(stored.fact_id), data=data, due_at=stored.fact.at)
        )


CODES: Final = Reaction(name="codes", sources="own", start="zero", react=_a_code_was_made)
