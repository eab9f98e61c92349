"""What a screen or the console may ask; nothing is ever changed here."""
