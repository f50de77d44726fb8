"""What an operator may set for requests: `MEDIANEST_REQUESTS_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every service has; there is nothing more to set yet."""
