"""The window: it asks and shows; so far only the way in."""
