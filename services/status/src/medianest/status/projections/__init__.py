"""How facts become what people read."""
