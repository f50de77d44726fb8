"""What a member may choose: a preset by name, never an option of the fetching program."""

from typing import Final, Literal

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid


class Preset(Record):
    """`max_height` in lines; `keeps` says which stream the finished file must have."""

    name: str
    title: str
    description: str
    keeps: Literal["video", "audio"] = "video"
    max_height: int | None = None


PRESETS: Final[dict[str, Preset]] = {
    preset.name: preset
    for preset in (
        Preset(name="best", title="Best", description="The best picture and sound there is."),
        Preset(
            name="1080p",
            title="Full HD",
            description="Up to 1080 lines; plays almost everywhere.",
            max_height=1080,
        ),
        Preset(
            name="720p",
            title="HD",
            description="Up to 720 lines; half the size of Full HD.",
            max_height=720,
        ),
        Preset(
            name="audio",
            title="Audio only",
            description="The sound without picture.",
            keeps="audio",
        ),
    )
}
DEFAULT_PRESET: Final = "1080p"


class UnknownPreset(Invalid):
    """There is no such preset."""


def preset_named(name: str) -> Preset:
    """The preset of this name."""
    preset = PRESETS.get(name)
    if preset is None:
        detail = f"Choose one of: {', '.join(PRESETS)}."
        raise UnknownPreset(detail, errors=(FieldError(pointer="/preset", detail=detail),))
    return preset
