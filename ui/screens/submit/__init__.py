"""提交: what is missing, the undertaking, signing and writing to the stick."""
