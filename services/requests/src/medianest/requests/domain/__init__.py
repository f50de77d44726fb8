"""The rules: what people wish for, how much of it, and what lies in the library."""
