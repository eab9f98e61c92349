"""意见: the words of the panel on each platform and on the round."""
