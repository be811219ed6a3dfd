"""Second opinions: the means test read from the law a second time."""
