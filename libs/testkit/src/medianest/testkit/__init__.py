"""What tests stand on: given/when/then, people, a clock, throw-away servers, fault proxies."""

from medianest.testkit.clock import FakeClock
from medianest.testkit.eventually import eventually
from medianest.testkit.fault_proxy import FaultProxy
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, BEN, NOON, THE_OWNER

__all__ = [
    "ANNA",
    "BEN",
    "NOON",
    "THE_OWNER",
    "FakeClock",
    "FaultProxy",
    "Spec",
    "eventually",
]
