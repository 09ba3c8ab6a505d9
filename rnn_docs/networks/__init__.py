"""Networks made of cells: read to the end, both ways, in layers, from one sequence into another."""
