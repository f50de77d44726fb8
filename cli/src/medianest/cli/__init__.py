"""The `medianest` command, for operators."""
