"""yt-dlp's errors in our classes, and in words for the member."""

import errno
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final

from yt_dlp.networking import exceptions as net
from yt_dlp.utils import (
    ContentTooShortError,
    DownloadError,
    ExtractorError,
    GeoRestrictedError,
    PostProcessingError,
    UnsupportedError,
    UserNotLive,
)

from medianest.chassis.clock import now
from medianest.contracts.record import Record, replace
from medianest.downloads.domain.failures import ErrorClass, Failure


class Refused(Exception):
    """Our own no, from inside yt-dlp; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        """`failure` is handed on as it is."""
        super().__init__(failure.reason)
        self.failure = failure


def permanent(reason: str) -> Refused:
    """A no that time does not change."""
    return Refused(Failure(error_class="permanent", reason=reason))


class _Saying(Record):
    """What a site's extractor says, and what it means."""

    pattern: str
    failure: Failure


def _says(pattern: str, error_class: ErrorClass, reason: str) -> _Saying:
    return _Saying(pattern=pattern, failure=Failure(error_class=error_class, reason=reason))


# The first match wins.
_SAYINGS: Final = (
    _says(
        r"not a bot|rate.?limit|too many requests|try again later.*(ip|requests)|captcha"
        r"|content isn.t available, try again later",
        "source_blocked",
        "The site is turning us away for now; this will be tried again later.",
    ),
    _says(r"\bdrm\b", "permanent", "This video is protected against copying."),
    _says(r"private", "permanent", "This video is private."),
    _says(
        r"(in|from|to) your (country|location|region)|geo.?(restrict|block)",
        "permanent",
        "The site does not show this video in our country.",
    ),
    _says(
        r"members?.only|channel.s members|join this channel|premium|purchase|requires payment"
        r"|subscri(be|ption)",
        "permanent",
        "This video is only for members or buyers at the site.",
    ),
    _says(
        r"confirm your age|age.?restrict|inappropriate for some",
        "permanent",
        "The site shows this video only to signed-in adults.",
    ),
    _says(
        r"premieres? in|will begin in|live event will|is upcoming|not yet (available|started)",
        "not_yet",
        "This video has not been shown yet.",
    ),
    _says(
        r"removed|terminated|no longer available|unavailable|does not exist|not found|deleted"
        r"|blocked it|(video|recording|content) is( no longer|n.t| not) available",
        "permanent",
        "The site says that there is no such video any more.",
    ),
    _says(r"(log|sign).?in|cookies", "permanent", "The site wants a sign-in for this video."),
    _says(
        r"no connection adapters|unsafe redirect|unsupported (url )?scheme",
        "permanent",
        "The site sends this video in a way that is not fetched from.",
    ),
    _says(
        r"unsupported url|no suitable extractor",
        "permanent",
        "Videos can't be fetched from this site.",
    ),
    _says(
        r"no video formats found|no video could be found|requested format",
        "permanent",
        "No video was found at this address.",
    ),
)

_FULL: Final = Failure(error_class="local", reason="The disk is full.")
_NO_FFMPEG: Final = Failure(
    error_class="local", reason="The server lacks the program that puts streams together."
)
_NOT_JOINED: Final = Failure(
    error_class="permanent", reason="The fetched streams could not be put together."
)
_PRIVATE: Final = Failure(
    error_class="permanent",
    reason="This leads into a private network, where nothing is fetched from.",
)
_IN_A_WHILE: Final = re.compile(r"\bin (\d{1,4}) (minute|hour|day)s?\b", re.IGNORECASE)
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_WRITING: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})


def failure_of(error: BaseException) -> Failure:
    """The class and the sentence. What nothing is known of counts as passing."""
    chain = list(_causes(error))
    for cause in chain:
        known = _known(cause)
        if known is not None:
            return known
    said = " ".join(str(cause) for cause in chain)
    if any(isinstance(cause, PostProcessingError) for cause in chain):
        return _of_ffmpeg(said)
    for saying in _SAYINGS:
        if re.search(saying.pattern, said, re.IGNORECASE):
            return _when_shown(saying.failure, said)
    return Failure(error_class="transient", reason="The site gave an answer that made no sense.")


def _of_ffmpeg(said: str) -> Failure:
    """It meets our disk as well, and says so in its last line only."""
    if re.search(r"no space left|disk quota", said, re.IGNORECASE):
        return _FULL
    return _NO_FFMPEG if re.search(r"ffmpeg not found", said, re.IGNORECASE) else _NOT_JOINED


def _when_shown(failure: Failure, said: str) -> Failure:
    """Where the site says in how many hours: then, and not every hour until then."""
    found = _IN_A_WHILE.search(said)
    if failure.error_class != "not_yet" or found is None:
        return failure
    wait = timedelta(**{f"{found[2].lower()}s": int(found[1])})
    return replace(failure, not_before=now() + wait)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """From the outside in: yt-dlp wraps most errors, some of them twice."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = None
        if isinstance(error, DownloadError) and error.exc_info:
            inner = error.exc_info[1]
        elif isinstance(error, ExtractorError | net.RequestError):
            inner = error.cause
        error = inner or error.__cause__ or error.__context__


def _known(error: BaseException) -> Failure | None:
    """A failure by the kind of the error alone."""
    for kinds, failure in _BY_KIND:
        if isinstance(error, kinds):
            return failure
    if isinstance(error, Refused):
        return error.failure
    if isinstance(error, net.HTTPError):
        return _PRIVATE if _is_the_guards(error) else _of_status(error.status)
    if isinstance(error, net.TransportError | ContentTooShortError | TimeoutError):
        return _of_transport(error)
    return _of_os(error) if isinstance(error, OSError) else None


_BY_KIND: Final[tuple[tuple[type[BaseException], Failure], ...]] = (
    (
        UnsupportedError,
        Failure(error_class="permanent", reason="Videos can't be fetched from this site."),
    ),
    (
        GeoRestrictedError,
        Failure(
            error_class="permanent", reason="The site does not show this video in our country."
        ),
    ),
    (UserNotLive, Failure(error_class="not_yet", reason="This broadcast has not begun yet.")),
    (
        net.CertificateVerifyError,
        Failure(error_class="permanent", reason="The site's certificate can't be trusted."),
    ),
    (
        MemoryError,
        Failure(error_class="local", reason="The server has too little memory for this."),
    ),
)


def _of_status(status: int) -> Failure:
    match status:
        case 404 | 410:
            return Failure(
                error_class="permanent",
                reason=f"The site says that there is no such video ({status}).",
            )
        case 429:
            return Failure(
                error_class="source_blocked",
                reason="The site is turning us away for now; this will be tried again later.",
            )
        case 301 | 302 | 303 | 307 | 308:
            return Failure(error_class="permanent", reason="The site sends us round in circles.")
        case 401 | 403 | 407 | 408 | 416 | 425:
            return Failure(error_class="transient", reason=f"The site refused the file ({status}).")
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Failure(
                error_class="transient", reason=f"The site has trouble of its own ({status})."
            )
        case _:
            return Failure(
                error_class="permanent", reason=f"The site refused the request ({status})."
            )


def _is_the_guards(error: net.HTTPError) -> bool:
    """The proxy passes on no site's own reason phrase, so this one is the guard's."""
    return (error.status, error.reason) == (HTTPStatus.FORBIDDEN, "address")


def _of_transport(error: BaseException) -> Failure | None:
    if "403 address" in str(error):  # as the guard refuses a tunnel
        return _PRIVATE
    inner = getattr(error, "cause", None)
    if isinstance(inner, OSError) and inner.errno in _NO_ROOM | _NO_WRITING:
        return _of_os(inner)
    return Failure(error_class="transient", reason="The connection to the site broke off.")


def _of_os(error: OSError) -> Failure | None:
    if error.errno in _NO_ROOM:
        return _FULL
    if error.errno in _NO_WRITING:
        return Failure(error_class="local", reason="The server can't write to its own folder.")
    if error.errno == errno.EFBIG:
        return Failure(
            error_class="permanent", reason="The file is larger than this server allows."
        )
    if isinstance(error, ConnectionError):
        return Failure(error_class="transient", reason="The connection to the site broke off.")
    return None


def not_before(release_timestamp: float | None) -> datetime | None:
    """When the site says that it will be there."""
    return None if release_timestamp is None else datetime.fromtimestamp(release_timestamp, UTC)
