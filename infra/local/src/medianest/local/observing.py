"""`make up OBSERVE=1`: a Prometheus that looks at this house, with the rules that come with it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from medianest.local.places import REPOSITORY, Places
from medianest.local.servers import binaries

RULES: Final = REPOSITORY / "infra/observe/rules/medianest.yaml"
LOOKS_EVERY: Final = "2s"


def prometheus_command(places: Places, port: int, jobs: Mapping[str, int]) -> list[str | Path]:
    """How it is started. `jobs`: where each service tells its measurements, as a port here."""
    configuration = {
        "global": {"scrape_interval": LOOKS_EVERY, "evaluation_interval": LOOKS_EVERY},
        "rule_files": [str(RULES)],
        "scrape_configs": [
            {
                "job_name": name,
                "honor_labels": True,
                "static_configs": [{"targets": [f"127.0.0.1:{at}"]}],
            }
            for name, at in jobs.items()
        ],
    }
    folder = places.folder / "prometheus"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "prometheus.json"  # JSON is YAML, too
    written.write_text(json.dumps(configuration, indent=1))
    return [
        binaries.prometheus(),
        f"--config.file={written}",
        f"--storage.tsdb.path={folder / 'data'}",
        "--storage.tsdb.retention.time=7d",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
