"""What is stated: facts, households, and the ways in."""
