"""What an operator may set for requests: `MEDIANEST_REQUESTS_<NAME>`."""

from medianest.chassis.settings import Secret, ServiceSettings
from medianest.contracts.permissions import Role


class Settings(ServiceSettings):
    """Quotas count films and seasons; an empty one is without end.

    They, the limit of an hour and the roles count until an admin sets others on the settings page.
    `overseerr_url` and `overseerr_api_key` name the Overseerr or Seerr that fetches; without them
    approved wishes wait. It is looked at every `look_every_s`, at once when it sends
    `webhook_secret` as `Authorization` to `/api/v1/webhooks/overseerr`, and not waited for longer
    than `patience_days`. `plex_service_url` knows with whom the Plex server is shared, and
    `pictures_url` has the posters of films. The library is looked at every `library_every_s`; a
    video that the server does not show after `place_tries` tries is given up. `egress_allowed`
    names `host:port` of private addresses that may be called.
    """

    redis_url: Secret | None = None
    """Where looked-up titles are kept for a moment; without it each process keeps its own."""
    overseerr_url: str | None = None
    overseerr_api_key: Secret | None = None
    webhook_secret: Secret | None = None
    look_every_s: float = 30.0
    patience_days: int = 7
    deadline_s: float = 6.0
    plex_service_url: str = "https://plex.tv"
    pictures_url: str = "https://image.tmdb.org"
    library_every_s: float = 900.0
    place_tries: int = 40
    egress_allowed: tuple[str, ...] = ()
    requests_per_hour: int = 20
    """Unless a member has a limit of their own."""
    film_quota: int | None = None
    film_quota_days: int = 7
    season_quota: int | None = None
    season_quota_days: int = 7
    auto_approve_roles: tuple[Role, ...] = ("owner", "admin", "moderator")
    """Whose wishes need nobody's yes."""
    roles_4k: tuple[Role, ...] = ("owner", "admin", "moderator")
    """Who may wish for 4K."""
