"""The web app as it is served: hashed, rewritten for its base path, each file with its manners."""

import base64
import hashlib
from pathlib import Path

import pytest

from medianest.gateway.api.export import Export, policy_of, rewritten

BOOT = 'self.__next_f=self.__next_f||[];self.__next_f.push([1,"<\\/a>"])'
PAGE = f"""<!DOCTYPE html><html><head><link rel="stylesheet" href="/_next/static/a.css"/>
<style>main{{color:red}}</style><script src="/_next/static/a.js" async=""></script></head>
<body><a href="/downloads">x</a><a href="//cdn.example/x">y</a><script>{BOOT}</script></body>
</html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "_next/static").mkdir(parents=True)
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "downloads.html").write_text(PAGE)
    (tmp_path / "404.html").write_text("<html>nothing here</html>")
    (tmp_path / "_next/static/a.js").write_text("fetch('/_next/static/b.js');" * 100)
    (tmp_path / ".env").write_text("secret")
    (tmp_path / "out").symlink_to("/etc")
    return tmp_path


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_allows_exactly_its_own_inline_scripts(folder: Path) -> None:
    page = Export(folder, "").find("index.html")
    assert page is not None
    assert page.policy is not None
    assert f"script-src 'self' {hashed(BOOT)};" in page.policy
    assert f"style-src 'self' {hashed('main{color:red}')};" in page.policy
    assert "script-src 'self' 'unsafe" not in page.policy
    assert "; require-trusted-types-for 'script'; " in page.policy


def test_a_worker_may_ask_this_house_and_nobody_else(folder: Path) -> None:
    (folder / "sw.js").write_text("self.addEventListener('fetch', () => 0)")
    export = Export(folder, "")
    worker, chunk = export.find("sw.js"), export.find("_next/static/a.js")
    assert worker is not None
    assert worker.policy is not None
    assert "default-src 'none'; script-src 'self'; connect-src 'self';" in worker.policy
    assert chunk is not None
    assert chunk.policy is None


def test_line_ends_are_hashed_as_browsers_do() -> None:
    assert hashed("a\nb") in policy_of("<script>a\r\nb</script>")


def test_pages_are_found_without_their_ending(folder: Path) -> None:
    export = Export(folder, "")
    assert export.find("") == export.find("index.html")
    assert export.find("/downloads/") == export.find("downloads.html")
    assert export.find("download") is None


def test_hidden_files_and_links_are_not_served(folder: Path) -> None:
    export = Export(folder, "")
    assert export.find(".env") is None
    assert export.find("out/passwd") is None
    assert export.find("../etc/passwd") is None


def test_behind_a_base_path_every_address_of_ours_is_rewritten() -> None:
    text = rewritten(PAGE, "/medianest")
    assert 'href="/medianest/_next/static/a.css"' in text
    assert 'src="/medianest/_next/static/a.js"' in text
    assert 'href="/medianest/downloads"' in text
    assert 'href="//cdn.example/x"' in text
    assert "/medianest/medianest" not in text


def test_assets_with_a_hash_in_their_name_are_immutable(folder: Path) -> None:
    export = Export(folder, "")
    asset, page = export.find("_next/static/a.js"), export.find("index")
    assert asset is not None
    assert asset.is_immutable
    assert set(asset.packed) == {"zstd", "br", "gzip"}
    assert page is not None
    assert not page.is_immutable


def test_without_an_export_there_is_nothing(tmp_path: Path) -> None:
    assert Export(tmp_path / "nowhere", "").is_empty
