"""What an operator's command asks of a running gateway: the next signing key, and an end of one."""

from typing import Final

from medianest.contracts.meta import THE_OPERATOR
from medianest.contracts.refusals import Refusal, Unavailable
from medianest.eventlog.work import Claimed, Dead, Work
from medianest.gateway.handlers import SigningKeys

ROTATE: Final = "rotate-signing-key"
WITHDRAW: Final = "withdraw-signing-key"


def rotating(keys: SigningKeys) -> Work:
    """Announce the next key now."""

    async def perform(claimed: Claimed) -> None:
        await keys.publish(by=THE_OPERATOR)

    return Work(kind=ROTATE, perform=perform, concurrency=1)


def withdrawing(keys: SigningKeys) -> Work:
    """Withdraw the key that the job is named after."""

    async def perform(claimed: Claimed) -> None:
        try:
            await keys.withdraw(claimed.key or "", by=THE_OPERATOR)
        except Unavailable:
            raise  # it is tried again
        except Refusal as refusal:
            raise Dead(str(refusal)) from None

    return Work(kind=WITHDRAW, perform=perform, concurrency=1)
