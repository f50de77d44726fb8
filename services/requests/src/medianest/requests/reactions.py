"""What requests does when others announce something: downloads arrive, limits change, people go."""

from medianest.contracts.events.downloads import DownloadCompleted
from medianest.contracts.events.identity import MemberErased, MemberLimitsChanged
from medianest.eventlog.heard import Heard
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.requests.handlers.library import Library
from medianest.requests.handlers.wishing import Wishing


def finished_downloads(library: Library) -> Reaction:
    """From the very first download on: a repeat adds nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        if isinstance(heard.event, DownloadCompleted):
            steps = library.arrivals(heard.event, heard.at)
            if steps:
                await turn.carry_out(*steps, meta=turn.meta)

    return Reaction(name="finished-downloads", sources=("downloads",), start="zero", react=react)


def members(wishing: Wishing) -> Reaction:
    """Limits of their own count at once; what an erased member wrote opens no more."""

    async def react(turn: Turn, heard: Heard) -> None:
        match heard.event:
            case MemberLimitsChanged(member_id=member_id, limits=limits):
                own = {limit.name: limit.at_most for limit in limits}
                step = wishing.limit(member_id, own.get("requests_per_hour"), heard.at)
                await turn.carry_out(step)
            case MemberErased(member_id=member_id):
                await wishing.keys.shred(member_id, turn.connection)
            case _:  # the rest of people's lives is nothing to us
                pass

    return Reaction(name="members", sources=("identity",), start="zero", react=react)
