"""How notify is put together: its streams, its tables, its doors, and the ways to people."""

from collections.abc import Mapping
from typing import Final

from litestar.handlers import HTTPRouteHandler

from medianest.chassis import service
from medianest.chassis.clock import now
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.metrics import Metrics
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.work import Backoff
from medianest.notify import publishing
from medianest.notify.adapters import push
from medianest.notify.adapters.addresses import GuardedAddresses
from medianest.notify.adapters.apprise.sender import AppriseSender
from medianest.notify.adapters.email import EmailSender
from medianest.notify.adapters.mail_server import SmtpTrial
from medianest.notify.adapters.way_out import Asking, WayOut
from medianest.notify.adapters.webhook import WebhookSender
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.api import channels as channel_doors
from medianest.notify.api import inbox as inbox_door
from medianest.notify.api import settings as settings_doors
from medianest.notify.domain import channel, smtp
from medianest.notify.domain.address import Kind
from medianest.notify.domain.notification import Read, Told, Unwritten, evolve
from medianest.notify.handlers.channels import ChannelStream, Codes, OwnChannels, Stopping
from medianest.notify.handlers.mail_server import MailServerSettings, SmtpStream
from medianest.notify.handlers.own_keys import OwnKeys
from medianest.notify.handlers.telling import Inbox, Notifications, Telling
from medianest.notify.ports import Sender
from medianest.notify.projections.channels import CHANNELS
from medianest.notify.projections.inbox import INBOX
from medianest.notify.queries.channels import ChannelQueries
from medianest.notify.queries.inbox import InboxQueries
from medianest.notify.reactions import CODES, whatever_is_announced
from medianest.notify.settings import Settings
from medianest.notify.worker.codes import SendingCodes

NOTIFICATIONS: Final[Notifications] = Decider(
    name="notification",
    facts=(Told, Read),
    initial=Unwritten(),
    evolve=evolve,
    announce=publishing.announce,
)
CHANNEL: Final[ChannelStream] = Decider(
    name="channel", facts=channel.FACTS, initial=channel.Missing(), evolve=channel.evolve
)
SMTP: Final[SmtpStream] = Decider(
    name="smtp", facts=(smtp.SmtpSet,), initial=smtp.NoSmtp(), evolve=smtp.evolve
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Notify, ready to run."""
    settings = load(Settings, "notify", environ)
    metrics = Metrics("notify")
    eventlog = await EventLog.open(
        service="notify",
        settings=settings,
        deciders=(NOTIFICATIONS, CHANNEL, SMTP),
        read_models=(INBOX, CHANNELS),
    )
    reach = Reach(settings, eventlog, metrics)
    eventlog.react(whatever_is_announced(Telling(NOTIFICATIONS)), CODES)
    codes = Codes(
        log=eventlog.log,
        keys=eventlog.keys,
        stream=CHANNEL,
        channels=reach.channels,
        sender=reach.senders["email"],
    )
    backoff = Backoff(first_s=settings.code_retry_first_s, most_s=300)
    eventlog.perform(SendingCodes(codes, backoff).work())
    inbox = Inbox(eventlog.log, NOTIFICATIONS)
    routes = [
        *inbox_door.routes(inbox, InboxQueries(eventlog.pool)),
        *_channel_doors(eventlog, reach),
        *settings_doors.mail_server_routes(reach.mail_servers),
        *settings_doors.template_routes(reach.wording),
    ]
    return service.build(
        "notify", settings, routes, eventlog, parts=[reach.way_out], metrics=metrics
    )


class Reach:
    """All the ways to people, made from the settings."""

    def __init__(self, settings: Settings, eventlog: EventLog, metrics: Metrics) -> None:
        guard = EgressGuard((*settings.egress_allowed, *settings.push_services))
        services = push.PushServices(settings.push_services)
        self.way_out = WayOut(EgressProxy(guard, metrics=metrics))
        self.check = GuardedAddresses(guard, services)
        self.wording = TemplateWording(settings.public_url)
        self.channels = ChannelQueries(eventlog.pool, eventlog.keys)
        self.own_keys = OwnKeys(eventlog.secrets, push.new_key)
        self.stopping = Stopping(
            log=eventlog.log,
            stream=CHANNEL,
            own_keys=self.own_keys,
            public_url=settings.public_url,
        )
        self.mail_servers = MailServerSettings(
            log=eventlog.log,
            secrets=eventlog.secrets,
            stream=SMTP,
            trial=SmtpTrial(),
            given=settings.mail_server(),
        )
        self.senders = self._senders(settings, services)

    def _senders(self, settings: Settings, services: push.PushServices) -> Mapping[Kind, Sender]:
        deadline_s = settings.call_deadline_s
        return {
            "email": EmailSender(
                self.mail_servers,
                self.wording,
                self.stopping.url,
                now=now,
                deadline_s=settings.mail_deadline_s,
            ),
            "push": push.PushSender(
                Asking(self.way_out, "push", deadline_s),
                self.wording,
                self.own_keys.push,
                contact=settings.contact(),
                services=services,
                now=now,
            ),
            "webhook": WebhookSender(
                Asking(self.way_out, "webhook", deadline_s), self.wording, now=now
            ),
            "apprise": AppriseSender(
                lambda: self.way_out.url("apprise"),
                self.wording,
                deadline_s=settings.chat_deadline_s,
                most_at_once=settings.chats_at_once,
            ),
        }


def _channel_doors(eventlog: EventLog, reach: Reach) -> list[HTTPRouteHandler]:
    own = OwnChannels(
        log=eventlog.log,
        keys=eventlog.keys,
        stream=CHANNEL,
        channels=reach.channels,
        check=reach.check,
        senders=reach.senders,
    )

    async def our_push_key() -> str:
        return push.public_key(await reach.own_keys.push())

    return [
        *channel_doors.channel_routes(own, reach.channels),
        *channel_doors.proving_routes(own, reach.channels),
        *channel_doors.other_routes(reach.stopping, our_push_key),
    ]
