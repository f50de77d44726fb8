"""What identity does in its own time: mails, a daily look at Plex, and who was erased stays so."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import quote

import msgspec
import structlog

from medianest.chassis.clock import now
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.secrecy.erasure import Erasure
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.work import Again, Backoff, Claimed, Retry, Work
from medianest.identity.handlers.members import ADDRESS_MAIL, AddressMailJob, Members
from medianest.identity.handlers.plex_look import PlexLook
from medianest.identity.handlers.resetting import RESET_MAIL, ResetMailJob, Resetting
from medianest.identity.ports import Letter, Mail, MailAway, NoAddress
from medianest.identity.ports.plex import PlexAway
from medianest.identity.queries import People

log = structlog.get_logger(__name__)
PLEX_LOOK: Final = "plex-look"
_KEY: Final = "household"
SUBJECT: Final = "A new password for {house}"
TEXT: Final = """\
Hello {name},

somebody, probably you, asked for a new password for your account “{username}”.
Set it here within 30 minutes:

{link}

If it was not you, do nothing: your password stays as it is.
"""
ADDRESS_SUBJECT: Final = "Another mail address at {house}"
ADDRESS_TEXT: Final = """\
Hello {name},

the mail address of your account “{username}” was changed. Mails for you, also for a forgotten
password, do not come to this address any more.

If that was neither you nor whoever looks after the house, tell them at once.
"""


@dataclass(frozen=True, slots=True)
class StayErased:
    """A part of the service: before it is ready, nobody who was erased is a member."""

    erasure: Erasure
    members: Members

    async def start(self) -> None:
        """Erase again whom a backup brought back."""
        for member_id in await self.erasure.erased():
            meta = Meta(correlation=new_id())
            await self.members.erase_again(member_id, now=now(), meta=meta)

    async def stop(self) -> None:
        """Nothing goes on."""


@dataclass(frozen=True, slots=True)
class PlexLooks:
    """Carries out the one `plex-look` job, for ever; a part of the service, which plans it.

    `every_s` is from look to look; when somebody is missed it looks again after `confirm_s`. The
    first comes some minutes after the start, and none at the same second as another household's.
    """

    looking: PlexLook
    jobs: Jobs
    every_s: float
    confirm_s: float

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(kind=PLEX_LOOK, perform=self.perform, concurrency=1, lease_s=120, endless=True)

    async def start(self) -> None:
        """Plan it anew: what was waited for may have been set just now."""
        await self._plan(_about(min(self.confirm_s, self.every_s)))

    async def soon(self) -> None:
        """Plan it for now: whose token counts has changed."""
        await self._plan(0)

    async def stop(self) -> None:
        """Nothing goes on."""

    async def _plan(self, in_s: float) -> None:
        await self.jobs.cancel(PLEX_LOOK, _KEY)
        due_at = now() + timedelta(seconds=in_s)
        await self.jobs.plan(Job(kind=PLEX_LOOK, key=_KEY, data={}, due_at=due_at))

    async def perform(self, claimed: Claimed) -> None:
        """One look. What is not clear changes nothing, and is asked for later."""
        try:
            is_soon = await self.looking.look(now=now())
        except PlexAway as away:
            raise Retry(str(away), after_s=_about(away.retry_after_s), counts=False) from away
        raise Again(after_s=_about(self.confirm_s if is_soon else self.every_s))


def _about(seconds: float) -> float:
    """Somewhat more, so that households do not come all at once."""
    return seconds * random.uniform(1.0, 1.2)  # noqa: S311  spread, not secrecy


@dataclass(frozen=True, slots=True)
class ResetMails:
    """Carries out `reset-mail` jobs. Without a mail server nothing is offered."""

    resetting: Resetting
    people: People
    mail: Mail | None
    public_url: str
    pepper: bytes
    house: Callable[[], Awaitable[str]]

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(
            kind=RESET_MAIL,
            perform=self.perform,
            concurrency=1,
            lease_s=60,
            max_attempts=5,
            backoff=Backoff(first_s=5, most_s=300),
        )

    async def perform(self, claimed: Claimed) -> None:
        """A mail to each member who has this address: families share them."""
        job = msgspec.convert(claimed.data, ResetMailJob)
        if self.mail is None:
            log.warning("reset-mail.no-mail-server")
            return
        is_retry = claimed.attempt > 1
        subject = SUBJECT.format(house=await self.house())
        for found in await self.people.with_email(job.email_key, pepper=self.pepper):
            token = await self.resetting.offer(
                found.member_id,
                is_retry=is_retry,
                now=now(),
                meta=Meta(correlation=job.correlation),
            )
            if token is None:
                continue
            # Behind a `#` the token is sent to no server and stands in no log.
            link = f"{self.public_url.rstrip('/')}/reset-password#{quote(token)}"
            text = TEXT.format(name=found.display_name, username=found.username, link=link)
            try:
                await self.mail.send(Letter(to=found.email, subject=subject, text=text))
            except MailAway as away:
                raise Retry(str(away)) from away
            except NoAddress:
                log.warning("reset-mail.no-address", member_id=str(found.member_id))
                continue
            log.info("reset-mail.sent", member_id=str(found.member_id))


@dataclass(frozen=True, slots=True)
class AddressMails:
    """Carries out `address-mail` jobs. Without a mail server nobody is told."""

    people: People
    keys: SubjectKeys
    mail: Mail | None
    house: Callable[[], Awaitable[str]]

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(
            kind=ADDRESS_MAIL,
            perform=self.perform,
            concurrency=1,
            lease_s=60,
            max_attempts=5,
            backoff=Backoff(first_s=5, most_s=300),
        )

    async def perform(self, claimed: Claimed) -> None:
        """A mail to the address that was theirs; none about somebody who was erased."""
        job = msgspec.convert(claimed.data, AddressMailJob)
        to = await self.keys.open(job.address)
        member = await self.people.one(job.member_id, with_email=False)
        if self.mail is None or to is None or member is None:
            return
        text = ADDRESS_TEXT.format(name=member.display_name, username=member.username)
        subject = ADDRESS_SUBJECT.format(house=await self.house())
        try:
            await self.mail.send(Letter(to=to, subject=subject, text=text))
        except MailAway as away:
            raise Retry(str(away)) from away
        except NoAddress:
            log.warning("address-mail.no-address", member_id=str(job.member_id))
            return
        log.info("address-mail.sent", member_id=str(job.member_id))
