"""How identity talks to foreign things."""
