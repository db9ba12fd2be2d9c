"""The Operational Health Review: its exhibits, minutes and comparisons."""
