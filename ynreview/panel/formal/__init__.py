"""The formal check: what each rule makes of the facts of a platform, item by item."""
