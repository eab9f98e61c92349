"""A finalised result on paper and as a workbook; it prints what it is given and decides nothing."""
