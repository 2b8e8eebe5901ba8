"""Demo zones for the register: invented enterprises whose counts equal published figures (demo/README.md)."""
