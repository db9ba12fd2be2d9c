"""Charts: figures as inline SVG, with the same in words."""
