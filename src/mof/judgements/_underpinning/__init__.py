"""Chains: which promises rest on which, where they cannot carry them, and who used the time."""
