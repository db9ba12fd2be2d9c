"""Scorecards: what workgroups did month by month, and whether the framework's promises hold."""
