"""How notify is put together: its streams, its tables, its doors, and who carries its letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from litestar.handlers import HTTPRouteHandler

from medianest.chassis import clock, service
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.settings import load
from medianest.chassis.watching.metrics import Metrics
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.work import Work
from medianest.notify import publishing, worker
from medianest.notify.adapters import push
from medianest.notify.adapters.addresses import GuardedAddresses
from medianest.notify.adapters.apprise.sender import AppriseSender
from medianest.notify.adapters.email import EmailSender
from medianest.notify.adapters.mail_server import SmtpTrial
from medianest.notify.adapters.way_out import Asking, WayOut
from medianest.notify.adapters.webhook import WebhookSender
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.api import channels as channels_api
from medianest.notify.api import deliveries as deliveries_api
from medianest.notify.api import inbox as inbox_api
from medianest.notify.api import preferences as preferences_api
from medianest.notify.api import settings as settings_api
from medianest.notify.domain import channel, delivery, notification, preferences, smtp
from medianest.notify.domain.address import Kind
from medianest.notify.domain.gathering import Window
from medianest.notify.handlers.channels import (
    ChannelStream,
    Codes,
    OwnChannels,
    Reachable,
    Stopping,
)
from medianest.notify.handlers.delivering import Delivering, Patience
from medianest.notify.handlers.inbox import Inbox
from medianest.notify.handlers.mail_server import MailServerSettings, SmtpStream
from medianest.notify.handlers.own_keys import OwnKeys
from medianest.notify.handlers.preferences import Wishes
from medianest.notify.handlers.routing import Routing
from medianest.notify.handlers.streams import Streams
from medianest.notify.handlers.telling import Telling, TellingLate
from medianest.notify.ports import Channels, Sender
from medianest.notify.projections.channels import CHANNELS
from medianest.notify.projections.deliveries import DELIVERIES
from medianest.notify.projections.house import HOUSE
from medianest.notify.projections.inbox import INBOX
from medianest.notify.projections.roster import ROSTER
from medianest.notify.queries.channels import ChannelQueries
from medianest.notify.queries.deliveries import DeliveryQueries
from medianest.notify.queries.house import HouseTable
from medianest.notify.queries.inbox import InboxQueries
from medianest.notify.queries.roster import RosterTable
from medianest.notify.reactions import OWN_FACTS, whatever_is_announced
from medianest.notify.settings import Settings

STREAMS: Final = Streams(
    notification=Decider(
        name="notification",
        facts=(
            notification.Told,
            notification.Informed,
            notification.Gathered,
            notification.Read,
            notification.Routed,
        ),
        initial=notification.Unwritten(),
        evolve=notification.evolve,
        tells=("text",),
        announce=publishing.announce,
    ),
    preferences=Decider(
        name="preferences",
        facts=(
            preferences.Chosen,
            preferences.Muted,
            preferences.Unmuted,
            preferences.Forgotten,
        ),
        initial=preferences.Preferences(),
        evolve=preferences.evolve,
    ),
    delivery=Decider(
        name="delivery",
        facts=(
            delivery.Planned,
            delivery.Joined,
            delivery.Suppressed,
            delivery.Sent,
            delivery.TryFailed,
        ),
        initial=delivery.Unplanned(),
        evolve=delivery.evolve,
    ),
)


CHANNEL: Final[ChannelStream] = Decider(
    name="channel", facts=channel.FACTS, initial=channel.Missing(), evolve=channel.evolve
)
SMTP: Final[SmtpStream] = Decider(
    name="smtp", facts=(smtp.SmtpSet,), initial=smtp.NoSmtp(), evolve=smtp.evolve
)


@dataclass(frozen=True, slots=True)
class Outside:
    """Where people can be reached, and who carries letters there, one for each kind."""

    channels: Channels
    senders: Sequence[Sender] = ()


async def build(environ: Mapping[str, str], outside: Outside | None = None) -> service.Service:
    """Notify, ready to run; `outside` stands in for what a test does not want to be real."""
    settings = load(Settings, "notify", environ)
    metrics = Metrics("notify")
    eventlog = await EventLog.open(
        service="notify",
        settings=settings,
        deciders=(STREAMS.notification, STREAMS.preferences, STREAMS.delivery, CHANNEL, SMTP),
        read_models=(INBOX, DELIVERIES, ROSTER, CHANNELS, HOUSE),
    )
    queries = InboxQueries(eventlog.pool, eventlog.keys)
    telling = Telling(
        streams=STREAMS,
        keys=eventlog.keys,
        roster=RosterTable(eventlog.pool),
        lines=queries,
        window=Window(settles_s=settings.gather_settles_s, most_s=settings.gather_most_s),
        now=clock.now,
    )
    eventlog.react(whatever_is_announced(telling), OWN_FACTS)
    reach = Reach(settings, eventlog, metrics)
    _employ(eventlog, settings, outside or Outside(reach.reachable, tuple(reach.senders.values())))
    eventlog.perform(_sending_codes(eventlog, settings, reach))
    log = eventlog.log
    routes = [
        *inbox_api.routes(Inbox(log, STREAMS.notification), queries),
        *preferences_api.routes(Wishes(log, STREAMS.preferences)),
        *deliveries_api.routes(DeliveryQueries(eventlog.pool), log, STREAMS.delivery),
        *_channel_doors(eventlog, reach),
        *settings_api.mail_server_routes(reach.mail_servers),
        *settings_api.template_routes(reach.wording, reach.house.current),
    ]
    return service.build(
        "notify", settings, routes, eventlog, parts=[reach.way_out], metrics=metrics
    )


def _employ(eventlog: EventLog, settings: Settings, outside: Outside) -> None:
    """Let this process route and deliver."""
    wishes = Wishes(eventlog.log, STREAMS.preferences)
    ways = Routing(
        log=eventlog.log,
        streams=STREAMS,
        wishes=wishes,
        channels=outside.channels,
        past=DeliveryQueries(eventlog.pool),
        settles=timedelta(seconds=settings.gather_settles_s),
        max_age=timedelta(seconds=settings.max_age_s),
    )
    deliveries = Delivering(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        wishes=wishes,
        channels=outside.channels,
        senders={sender.kind: sender for sender in outside.senders},
        roster=RosterTable(eventlog.pool),
        past=DeliveryQueries(eventlog.pool),
        patience=Patience(
            retry_s=settings.retry_s,
            jitter=settings.retry_jitter,
            refusals_max=settings.refusals_max,
            deadline_s=settings.delivery_deadline_s,
        ),
        now=clock.now,
    )
    late = TellingLate(eventlog.log, STREAMS.notification)
    eventlog.perform(
        worker.telling_late(late, lease_s=settings.delivery_lease_s),
        worker.routing(ways, now=clock.now, lease_s=settings.delivery_lease_s),
        worker.delivering(
            deliveries,
            now=clock.now,
            at_once=settings.deliveries_at_once,
            lease_s=settings.delivery_lease_s,
        ),
    )


class Reach:
    """All the ways to people, made from the settings."""

    def __init__(self, settings: Settings, eventlog: EventLog, metrics: Metrics) -> None:
        guard = EgressGuard((*settings.egress_allowed, *settings.push_services))
        services = push.PushServices(settings.push_services)
        self.way_out = WayOut(EgressProxy(guard, metrics=metrics))
        self.check = GuardedAddresses(guard, services)
        self.wording = TemplateWording(settings.public_url)
        self.house = HouseTable(eventlog.pool)
        self.channels = ChannelQueries(eventlog.pool, eventlog.keys)
        self.reachable = Reachable(
            log=eventlog.log, stream=CHANNEL, book=self.channels, now=clock.now
        )
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
                self.house.current,
                now=clock.now,
                deadline_s=settings.mail_deadline_s,
            ),
            "push": push.PushSender(
                Asking(self.way_out, "push", deadline_s),
                self.wording,
                self.own_keys.push,
                contact=settings.contact(),
                services=services,
                now=clock.now,
            ),
            "webhook": WebhookSender(
                Asking(self.way_out, "webhook", deadline_s), self.wording, now=clock.now
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
        *channels_api.channel_routes(own, reach.channels),
        *channels_api.proving_routes(own, reach.channels),
        *channels_api.other_routes(reach.stopping, our_push_key),
    ]


def _sending_codes(eventlog: EventLog, settings: Settings, reach: Reach) -> Work:
    codes = Codes(
        log=eventlog.log,
        keys=eventlog.keys,
        stream=CHANNEL,
        channels=reach.channels,
        sender=reach.senders["email"],
    )
    return worker.sending_codes(
        codes,
        reach.reachable,
        first_s=settings.code_retry_first_s,
        lease_s=settings.delivery_lease_s,
    )
