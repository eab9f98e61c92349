"""首页: one door in, unfinished work first, and the first opening of a task package."""
