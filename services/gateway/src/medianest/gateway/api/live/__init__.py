"""The live connection: what happens, shown to whoever may see it, nothing lost or doubled."""
