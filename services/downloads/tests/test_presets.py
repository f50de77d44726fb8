"""The presets that people may choose."""

import pytest

from medianest.downloads.domain.presets import DEFAULT_PRESET, PRESETS, UnknownPreset, preset_named


def test_a_preset_is_found_by_its_name() -> None:
    assert preset_named("audio").keeps == "audio"
    assert DEFAULT_PRESET in PRESETS


def test_an_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(UnknownPreset) as refused:
        preset_named("--exec")
    (error,) = refused.value.errors
    assert error.pointer == "/preset"
    assert all(name in error.detail for name in PRESETS)
