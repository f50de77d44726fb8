"""Passwords: the slow hash, and the way back for those who forgot theirs."""

from medianest.eventlog.eventlog import EventLog
from medianest.identity.adapters.argon2 import Argon2Passwords, Cost
from medianest.identity.adapters.smtp import SmtpMail, SmtpServer
from medianest.identity.app.streams import STREAMS
from medianest.identity.handlers.naming import Naming
from medianest.identity.handlers.resetting import Resetting
from medianest.identity.queries import People
from medianest.identity.settings import Settings
from medianest.identity.worker import AddressMails, ResetMails


def way_back(settings: Settings, eventlog: EventLog, passwords: Argon2Passwords) -> Resetting:
    return Resetting(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        passwords=passwords,
        jobs=eventlog.jobs,
        pepper=settings.pepper.reveal().encode(),
    )


def reset_mails(
    settings: Settings, way_back: Resetting, people: People, naming: Naming
) -> ResetMails:
    return ResetMails(
        resetting=way_back,
        people=people,
        mail=mail(settings),
        public_url=settings.public_url,
        pepper=settings.pepper.reveal().encode(),
        house=naming.name,
    )


def address_mails(
    settings: Settings, eventlog: EventLog, people: People, naming: Naming
) -> AddressMails:
    return AddressMails(people=people, keys=eventlog.keys, mail=mail(settings), house=naming.name)


def mail(settings: Settings) -> SmtpMail | None:
    if settings.smtp_host is None:
        return None
    return SmtpMail(
        SmtpServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            security=settings.smtp_security,
            sender=settings.smtp_from,
            username=settings.smtp_username,
            password=settings.smtp_password,
        )
    )


def cost(settings: Settings) -> Cost:
    return Cost(
        memory_kib=settings.argon2_memory_kib,
        passes=settings.argon2_passes,
        lanes=settings.argon2_lanes,
        threads=settings.argon2_threads,
        waiting=settings.argon2_waiting,
    )
