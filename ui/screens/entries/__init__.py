"""参评平台: the ledger, checked before anything is stored."""
