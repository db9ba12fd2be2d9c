"""Underpinning: whether the OLAs and contracts that support a promise reach it."""
