"""Sample zones: invented enterprises whose totals equal published figures (demo/README.md)."""
