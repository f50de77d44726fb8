"""What status announces: the changes of what it watches."""

from medianest.contracts.events import Event
from medianest.contracts.events.status import MonitorDegraded, MonitorDown, MonitorUp
from medianest.status.domain import Monitor, MonitorFact, Slowed, WentDown, WentUp


def announce(state: Monitor, fact: MonitorFact) -> Event:
    match fact:
        case WentUp():
            return MonitorUp(monitor_id=fact.monitor_id, monitor_name=fact.name, since=fact.at)
        case Slowed():
            return MonitorDegraded(
                monitor_id=fact.monitor_id,
                monitor_name=fact.name,
                since=fact.at,
                detail=fact.detail,
            )
        case WentDown():
            return MonitorDown(
                monitor_id=fact.monitor_id,
                monitor_name=fact.name,
                since=fact.at,
                detail=fact.detail,
            )
