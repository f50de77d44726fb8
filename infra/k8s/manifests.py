"""`make k8s-manifests`: the chart as plain documents, for people who have kubectl and no Helm.

`python infra/k8s/manifests.py [--values FILE] [--name NAME] [--namespace NAMESPACE]`
"""

import argparse
import sys
from pathlib import Path

import yaml
from helm_python import Chart
from helm_python.errors import HelmError

CHART = Path(__file__).with_name("medianest")


def main() -> int:
    """Print them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=Path, help="what differs from the chart's values.yaml")
    parser.add_argument("--name", default="medianest")
    parser.add_argument("--namespace", default="medianest")
    asked = parser.parse_args()
    values = yaml.safe_load(asked.values.read_text()) if asked.values else {}
    try:
        with Chart.load(CHART) as chart:
            chart.validate_schema(values)
            files = chart.render(
                values, name=asked.name, namespace=asked.namespace, revision=1, is_install=True
            )
    except HelmError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, text in files.items():
        if name.endswith(".yaml") and text.strip() and not name.endswith("/tests.yaml"):
            sys.stdout.write(f"---\n# {name}\n{text.strip()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
