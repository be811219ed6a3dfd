"""Keep a checked population in a form that is decided again and again."""
