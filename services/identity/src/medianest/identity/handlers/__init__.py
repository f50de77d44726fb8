"""How identity's commands are carried out: gather, decide, append."""
