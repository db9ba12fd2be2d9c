"""Analyses: what each topic of an Operational Health Review finds, one topic a file."""
