"""Sessions: the six management reviews that are held by a charter."""
