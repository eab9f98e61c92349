"""Qt models over plain values; sorting happens here, never in a proxy."""
