"""argon2id on a few threads of its own, so that hashing never holds up the event loop.

At most `threads` hashes run at once and `waiting` more may stand in line, each for at most
`deadline_s`; whoever comes later is told to try again. Memory is bounded by `threads * memory_kib`.
"""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from medianest.contracts.record import Record
from medianest.contracts.refusals import Unavailable
from medianest.identity.adapters.common_passwords import common_passwords

T = TypeVar("T")


class Cost(Record):
    """OWASP's argon2id with 19 MiB and two passes, or more."""

    memory_kib: int = 19_456
    passes: int = 2
    lanes: int = 1
    threads: int = 2
    waiting: int = 64
    deadline_s: float = 10.0


class TooManyWait(Unavailable):
    """Too many people sign in right now; try again in a moment."""


class Argon2Passwords:
    """The port `Passwords` by argon2-cffi, which lets go of the interpreter while it hashes."""

    def __init__(self, cost: Cost) -> None:
        """Makes one hash at once, for `waste` to be measured against."""
        self._cost: Final = cost
        self._hasher: Final = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
        )
        self._threads: Final = ThreadPoolExecutor(cost.threads, thread_name_prefix="argon2")
        self._in_line = 0
        self._nobodys: Final = self._hasher.hash("nobody has this password")
        self._common: Final = common_passwords()

    def is_common(self, password: str) -> bool:
        """Whatever its case."""
        return password.casefold() in self._common

    async def hashed(self, password: str) -> str:
        """A new hash with its parameters and salt in it."""
        return await self._aside(lambda: self._hasher.hash(password))

    async def fits(self, password: str, hashed: str) -> bool:
        """Whether they fit; a text that is no hash fits nothing."""
        return await self._aside(lambda: self._verified(password, hashed))

    async def waste(self, password: str) -> None:
        """One verification whose outcome nobody learns."""
        await self._aside(lambda: self._verified(password, self._nobodys))

    async def start(self) -> None:
        """Nothing to begin: threads come when they are needed."""

    async def stop(self) -> None:
        """Ends the threads; hashes that wait are dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verified(self, password: str, hashed: str) -> bool:
        with contextlib.suppress(VerificationError, InvalidHashError):
            return self._hasher.verify(hashed, password)
        return False

    async def _aside(self, work: Callable[[], T]) -> T:
        if self._in_line >= self._cost.threads + self._cost.waiting:
            raise TooManyWait
        self._in_line += 1
        try:
            async with asyncio.timeout(self._cost.deadline_s):
                return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except TimeoutError as late:
            raise TooManyWait from late
        finally:
            self._in_line -= 1
