"""How problem reports are made, talked about and closed, with each speaker's own measure."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.meta import Meta, Once
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.requests.domain import issue, speaking
from medianest.requests.domain.issue import Comment, IssueCommand, IssueFact, IssueState, Report
from medianest.requests.domain.speaking import Speak, Speaker, Spoke


@dataclass(frozen=True, slots=True)
class Issues:
    """Carries out what people may do with problem reports."""

    log: Log
    keys: SubjectKeys
    issues: Decider[IssueState, IssueFact]
    speakers: Decider[Speaker, Spoke]

    async def say(
        self, issue_id: UUID, command: Report | Comment, *, meta: Meta, once: Once | None
    ) -> Receipt:
        """What is said, and the speaker's measure of it: both or neither."""
        speak = partial(speaking.decide, Speak(now=command.now))
        step: Step[Any, Any] = Step(self.speakers, command.by, speak)
        return await self.log.carry_out(
            self._step(issue_id, command, None), step, meta=meta, once=once
        )

    async def close(
        self, issue_id: UUID, command: IssueCommand, *, meta: Meta, expected: int | None
    ) -> Receipt:
        """Closed, or open again."""
        return await self.log.carry_out(self._step(issue_id, command, expected), meta=meta)

    async def seal(self, speaker: UUID, text: str) -> Sealed:
        """Readable for as long as the speaker is there."""
        return await self.keys.seal(speaker, text)

    def _step(
        self, issue_id: UUID, command: IssueCommand, expected: int | None
    ) -> Step[IssueState, IssueFact]:
        return Step(self.issues, issue_id, partial(issue.decide, command), expected)
