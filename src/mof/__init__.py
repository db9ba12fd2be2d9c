"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

__version__ = "0.1.0"
