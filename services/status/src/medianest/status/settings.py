"""What an operator may set for status: `MEDIANEST_STATUS_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`targets`: what is watched, each `name=address`.

    An address is `tcp://host:port`, or a page that answers 2xx.
    """

    targets: tuple[str, ...] = ()
    every_s: float = 15.0
