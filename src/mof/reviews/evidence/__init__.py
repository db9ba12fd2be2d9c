"""Evidence: what is brought to a review, and what it adds up to."""
