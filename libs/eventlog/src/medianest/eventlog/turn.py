"""`Turn`: what a reaction may do: append facts, plan jobs, in its checkpoint's transaction."""

from typing import Any
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog import jobs
from medianest.eventlog.codec import Codec
from medianest.eventlog.jobs import Job
from medianest.eventlog.log import Step, carry_out_under_the_head, consequence
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.receipts import Receipt

Transaction = Connection
"""The one of a turn, for whoever hands it on; only what speaks SQL looks inside."""


class Turn:
    """One reaction to one thing heard. Everything it does commits with the reader's position.

    `cause` is the id of what was heard; derive ids from it, and hearing it twice changes nothing.
    """

    def __init__(
        self,
        connection: Connection,
        codec: Codec,
        models: OwnReadModels,
        *,
        heard: Meta,
        cause: UUID,
    ) -> None:
        """`heard` is the meta of what was heard; `meta` is what its consequences carry."""
        self.connection = connection
        self.cause = cause
        self.meta = consequence(heard, cause)
        self._codec = codec
        self._models = models

    async def carry_out(self, *steps: Step[Any, Any], meta: Meta | None = None) -> Receipt:
        """Decide and append under the head, so that nothing can conflict."""
        return await carry_out_under_the_head(
            self.connection, self._codec, self._models, steps, meta=meta or self.meta
        )

    async def plan(self, job: Job) -> UUID:
        """Plan a job; one with the same kind and key exists once."""
        return await jobs.plan(self.connection, job)
