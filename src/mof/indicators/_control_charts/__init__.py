"""Control charts: what in a series is more than its own variation, by which rule."""
