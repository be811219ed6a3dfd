"""Find households that may need help, from whatever is known of them."""
