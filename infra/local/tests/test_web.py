"""The web app is built again only when something that it is made of has changed."""

import json
from pathlib import Path

from medianest.local.web import installed, sources_hash


def _web(folder: Path) -> Path:
    (folder / "src").mkdir()
    (folder / "src/page.tsx").write_text("export default null;")
    (folder / "package-lock.json").write_text(
        json.dumps(
            {
                "packages": {
                    "": {"name": "web"},
                    "node_modules/next": {"version": "1.0.0"},
                    "node_modules/other-platform": {"version": "1.0.0", "optional": True},
                }
            }
        )
    )
    return folder


def test_only_sources_count(tmp_path: Path) -> None:
    web = _web(tmp_path)
    before = sources_hash(web)
    for made in ("node_modules", ".next", "out"):
        (web / made).mkdir()
        (web / made / "made.js").write_text("made")
    assert sources_hash(web) == before
    (web / "src/page.tsx").write_text("export default 1;")
    assert sources_hash(web) != before


def test_a_renamed_file_counts(tmp_path: Path) -> None:
    web = _web(tmp_path)
    before = sources_hash(web)
    (web / "src/page.tsx").rename(web / "src/other.tsx")
    assert sources_hash(web) != before


def test_packages_are_installed_when_they_are_those_of_the_lock(tmp_path: Path) -> None:
    web = _web(tmp_path)
    assert not installed(web)
    (web / "node_modules").mkdir()
    note = web / "node_modules/.package-lock.json"
    note.write_text(json.dumps({"packages": {"node_modules/next": {"version": "1.0.0"}}}))
    assert installed(web)
    note.write_text(json.dumps({"packages": {"node_modules/next": {"version": "0.9.0"}}}))
    assert not installed(web)
