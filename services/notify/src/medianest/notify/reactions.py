"""What notify does when others announce something: tell whoever wants to know."""

from medianest.eventlog.heard import Heard
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.notify.handlers import Telling


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
