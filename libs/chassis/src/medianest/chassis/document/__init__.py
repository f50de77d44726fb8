"""What the API document says of a route beyond its types."""
