"""What an operator may set for requests: `MEDIANEST_REQUESTS_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Quotas count films and seasons; an empty one is without end."""

    requests_per_hour: int = 20
    """Unless a member has a limit of their own."""
    film_quota: int | None = None
    film_quota_days: int = 7
    season_quota: int | None = None
    season_quota_days: int = 7
    auto_approve_roles: tuple[str, ...] = ("owner", "admin", "moderator")
    """Whose wishes need nobody's yes."""
    roles_4k: tuple[str, ...] = ("owner", "admin", "moderator")
    """Who may wish for 4K."""
