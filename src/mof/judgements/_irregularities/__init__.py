"""Irregularities: patterns worth a question, with how often chance alone would show them.

None of them is an accusation. Each has an innocent explanation, which a review asks for.
"""
