"""What tests stand on: given/when/then, a clock, throw-away servers, fault proxies."""
