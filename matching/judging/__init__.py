"""Who judges what, and what the scores say: numbers in, results out."""
