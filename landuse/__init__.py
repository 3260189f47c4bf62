"""What follows from the map: analyses that take frames and give results, and touch no file, network, clock or web."""
