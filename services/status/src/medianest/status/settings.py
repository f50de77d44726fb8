"""What an operator may set for status: `MEDIANEST_STATUS_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`targets`: what is watched, each `name=address`.

    An address is `tcp://host:port`, or a page that answers 2xx. Each is looked at `every_s`, from
    `settling_s` after the start on. Uptime Kuma may be silent for `uptime_kuma_grace_s` before its
    monitors are called unknown.
    """

    targets: tuple[str, ...] = ()
    every_s: float = 15.0
    settling_s: float = 5.0
    uptime_kuma_grace_s: float = 30.0
