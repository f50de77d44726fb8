"""How notify reaches people: one adapter for each kind of channel, and the words they carry."""
