"""评分表: the forms that the experts will judge by."""
