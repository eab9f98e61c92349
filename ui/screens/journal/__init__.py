"""日志: who did what when, and whether the chain holds."""
