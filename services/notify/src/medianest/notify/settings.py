"""What an operator may set for notify: `MEDIANEST_NOTIFY_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Only what every service has."""
