"""An invented organisation with a year of service management, written to files and read back.

Everything in it is made up; people are numbers. It is imperfect on purpose: `Truth` says how.
"""

from example_world.files import SEED, World, load_world, write_world
from example_world.truths import PlantedDefect, PlantedStatus, Truth

__all__ = [
    "SEED",
    "PlantedDefect",
    "PlantedStatus",
    "Truth",
    "World",
    "load_world",
    "write_world",
]
