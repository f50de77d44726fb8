"""What an operator may set for status: `MEDIANEST_STATUS_<NAME>`."""

from medianest.chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`targets`: what is watched besides what admins add, each `name=address`.

    An address is `tcp://host:port`, a page that answers 2xx, or `yt-dlp+` and the worker's health
    page. Each is looked at `every_s`, from `settling_s` after the start on. `disks`: folders whose
    free space admins may watch, each `name=path`. What is down for `hold_s` is an outage, and what
    is back for as long ends it. Uptime Kuma may be silent for `uptime_kuma_grace_s` before its
    monitors are called unknown. Single looks are kept for `keep_days`, hours for `keep_hours_days`,
    days for ever.
    """

    targets: tuple[str, ...] = ()
    disks: tuple[str, ...] = ()
    every_s: float = 15.0
    settling_s: float = 5.0
    hold_s: float = 60.0
    uptime_kuma_grace_s: float = 30.0
    keep_days: int = 92
    keep_hours_days: int = 400
