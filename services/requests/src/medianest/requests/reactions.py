"""What requests does when others announce something: finished downloads enter the library."""

from medianest.contracts.events.downloads import DownloadCompleted
from medianest.eventlog.heard import Heard
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.requests.handlers import Library


def finished_downloads(library: Library) -> Reaction:
    """From the very first download on: a repeat adds nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        if isinstance(heard.event, DownloadCompleted):
            steps = library.arrivals(heard.event, heard.at)
            if steps:
                await turn.carry_out(*steps, meta=turn.meta)

    return Reaction(name="finished-downloads", sources=("downloads",), start="zero", react=react)
