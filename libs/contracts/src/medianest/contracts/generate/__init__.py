"""Makes the written form of the contracts: JSON Schemas, AsyncAPI, `docs/events.md`."""
