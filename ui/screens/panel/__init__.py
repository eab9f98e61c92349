"""专家与回避: the list of experts, and who does not judge what."""
