"""The form that an expert fills in, made from the data; it knows no sheet that is stored."""
