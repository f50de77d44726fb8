"""Who wants to know what becomes of the videos that somebody asked for.

That one can be watched is said by the library, not by whoever fetched it.
"""

from collections.abc import Sequence
from uuid import UUID, uuid5

from medianest.contracts.events.downloads import (
    CollectionFinished,
    DownloadAwaitsApproval,
    DownloadCompleted,
    DownloadDeclined,
    DownloadFailed,
)
from medianest.contracts.events.requests import LibraryItemAdded, PlaylistAdded
from medianest.notify.domain.gathering import Text
from medianest.notify.domain.messages import Holders, Message, to_member


def the_one_who_asked_it_is_there(event: LibraryItemAdded) -> Sequence[Message]:
    """Of several files of one video, such as its subtitles, they hear once."""
    if event.member_id is None or event.collection_id is not None:
        return []  # nobody asked for it, or its playlist is told of once
    text = Text(
        template="download-completed",
        title=f"“{event.title}” is in the library",
        body="It was fetched whole and is ready to watch.",
        urgency="normal",
        parts=(event.title,),
        many="{count} videos are in the library",
    )
    return [
        to_member(
            event.member_id,
            "download_completed",
            text,
            event.origin_id,
            joins="videos",
            once=event.origin_id,
        )
    ]


def the_one_who_asked_it_is_fetched(event: DownloadCompleted) -> Sequence[Message]:
    if event.collection_id is not None:
        return []  # its playlist is told of once
    text = Text(
        template="download-completed",
        title=f"“{event.title}” was fetched",
        body="The library does not show it yet. You will be told when it does.",
        urgency="low",
        parts=(event.title,),
        many="{count} videos were fetched, and the library does not show them yet",
    )
    return [
        to_member(
            event.member_id,
            "download_completed",
            text,
            event.download_id,
            joins="fetched",
            once=event.download_id,
            is_overdue=True,
        )
    ]


def the_one_who_asked_how_it_went(event: PlaylistAdded) -> Sequence[Message]:
    lost = f"{event.failed} could not be fetched." if event.failed else ""
    unseen = f"Of what was fetched, {event.missing} can't be seen in the library."
    said = [lost, unseen if event.missing else ""]
    text = Text(
        template="plain",
        title=f"“{event.title}”: {_are(event.shown)} in the library",
        body=" ".join(filter(None, said)) or "All of them are there.",
        urgency="normal",
    )
    return [
        to_member(
            event.member_id,
            "download_completed",
            text,
            event.collection_id,
            once=event.collection_id,
        )
    ]


def the_one_who_asked_they_are_fetched(event: CollectionFinished) -> Sequence[Message]:
    if not event.completed:
        return _none_came(event) if event.failed else []  # whoever took them back knows
    lost = f" {event.failed} could not be fetched." if event.failed else ""
    text = Text(
        template="plain",
        title=f"“{event.title}”: {_were(event.completed)} fetched",
        body=f"The library does not show all of them yet. You will be told when it does.{lost}",
        urgency="low",
    )
    return [
        to_member(
            event.member_id,
            "download_completed",
            text,
            event.collection_id,
            once=event.collection_id,
            is_overdue=True,
        )
    ]


def _are(count: int) -> str:
    return "One video is" if count == 1 else f"{count} videos are"


def _were(count: int) -> str:
    return "One video was" if count == 1 else f"{count} videos were"


def _none_came(event: CollectionFinished) -> Sequence[Message]:
    text = Text(
        template="plain",
        title=f"“{event.title}” could not be fetched",
        body="None of its videos came." if event.failed > 1 else "Its only video did not come.",
        urgency="normal",
    )
    return [to_member(event.member_id, "download_failed", text, event.collection_id)]


def the_one_who_asked_it_failed(event: DownloadFailed) -> Sequence[Message]:
    if event.collection_id is not None:
        return []  # its playlist is told of once
    text = Text(
        template="download-failed",
        title=f"“{event.title}” could not be fetched",
        body=event.reason,
        urgency="normal",
        parts=(event.title,),
        many="{count} videos could not be fetched",
    )
    return [
        to_member(event.member_id, "download_failed", text, event.download_id, joins="failures")
    ]


def who_decides_that_somebody_waits(event: DownloadAwaitsApproval) -> Sequence[Message]:
    to = Holders(permission="downloads.manage", but=event.member_id)
    if event.collection_id is not None:
        return [_playlist_waits(to, event.collection_id, event.collection_title)]
    text = Text(
        template="plain",
        title=f"“{event.title}” waits for approval",
        body="Somebody would like to have this video fetched into the library.",
        urgency="normal",
        parts=(event.title,),
        many="{count} videos wait for approval",
    )
    return [
        Message(to=to, category="approvals", text=text, about_id=event.download_id, joins="waiting")
    ]


def _playlist_waits(to: Holders, collection_id: UUID, title: str | None) -> Message:
    """Of all its videos they hear once."""
    text = Text(
        template="plain",
        title=f"The playlist “{title}” waits for approval"
        if title
        else "A playlist waits for approval",
        body="Somebody would like to have its videos fetched into the library.",
        urgency="normal",
    )
    return Message(
        to=to, category="approvals", text=text, about_id=collection_id, once=collection_id
    )


def the_one_who_asked_it_was_declined(event: DownloadDeclined) -> Sequence[Message]:
    if event.collection_id is not None:
        return [_of_playlist_declined(event.member_id, event.collection_id, event.collection_title)]
    text = Text(
        template="plain",
        title=f"“{event.title}” was declined",
        body="Ask whoever looks after the household why.",
        urgency="normal",
    )
    return [to_member(event.member_id, "download_failed", text, event.download_id)]


def _of_playlist_declined(member_id: UUID, collection_id: UUID, title: str | None) -> Message:
    """All of it or some: once. What comes of the rest is told by itself."""
    text = Text(
        template="plain",
        title=f"Videos of your playlist “{title}” were declined"
        if title
        else "Videos of your playlist were declined",
        body="Ask whoever looks after the household why.",
        urgency="normal",
    )
    once = uuid5(collection_id, "declined")
    return to_member(member_id, "download_failed", text, collection_id, once=once)
