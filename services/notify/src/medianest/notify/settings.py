"""What an operator may set for notify: `MEDIANEST_NOTIFY_<NAME>`."""

from medianest.chassis.settings import ServiceSettings

_DAY_S = 24 * 3600.0


class Settings(ServiceSettings):
    """Times in seconds."""

    retry_s: tuple[float, ...] = (30.0, 120.0, 600.0, 3600.0, 6 * 3600.0)
    """How long to wait after each failed try of a delivery; after one more it is dead."""
    retry_jitter: float = 0.2
    deliveries_at_once: int = 8
    delivery_deadline_s: float = 20.0
    delivery_lease_s: float = 60.0
    max_age_s: float = _DAY_S
    """What happened longer ago is only put into the inbox."""
    refusals_max: int = 3
    """So many refusals for good, one after another, and a channel is used no more."""
    gather_settles_s: float = 30.0
    """How long more of the same is waited for before a message goes out."""
    gather_most_s: float = 900.0
