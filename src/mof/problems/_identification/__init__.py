"""Identification: which problems the list of incidents gives reason to suspect.

What a Problem Manager does by reading, done by counting: each rule compares a count with what
would be expected if nothing were wrong, and says how seldom chance alone would go so far.
"""
