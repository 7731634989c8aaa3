"""One module for each screen: what it shows, and where on it."""
