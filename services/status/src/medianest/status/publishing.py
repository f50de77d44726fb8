"""What status announces: the changes of what it watches."""

from medianest.contracts.events import Event
from medianest.contracts.events.status import (
    MonitorDegraded,
    MonitorDown,
    MonitorInMaintenance,
    MonitorRemoved,
    MonitorUnknown,
    MonitorUp,
)
from medianest.status.domain.monitor import (
    MaintenanceBegan,
    Monitor,
    MonitorFact,
    Renamed,
    SightLost,
    Slowed,
    WatchBegan,
    WatchEnded,
    WentDown,
    WentUp,
)


def announce(state: Monitor, fact: MonitorFact) -> Event | None:  # noqa: PLR0911  one arm a fact
    who, name, at = fact.monitor_id, fact.name, fact.at
    match fact:
        case WatchBegan():
            detail = "Nobody has looked yet."
            return MonitorUnknown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case Renamed():
            return None  # the next look at the page shows it
        case WentUp():
            return MonitorUp(monitor_id=who, monitor_name=name, since=at)
        case Slowed(detail=detail):
            return MonitorDegraded(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case WentDown(detail=detail):
            return MonitorDown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case SightLost(detail=detail):
            return MonitorUnknown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case MaintenanceBegan():
            return MonitorInMaintenance(monitor_id=who, monitor_name=name, since=at)
        case WatchEnded():
            return MonitorRemoved(monitor_id=who, monitor_name=name, since=at)
