"""How notify carries commands out: gather, decide, append."""
