"""A terminal without a screen: a pure core, its adapters, and one runner that joins them."""
