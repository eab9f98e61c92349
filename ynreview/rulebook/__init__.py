"""The law as data: read, checked and asked on a day; it knows no entry, no expert and no file."""
