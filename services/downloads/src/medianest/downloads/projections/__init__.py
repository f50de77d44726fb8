"""What follows from facts and from what others announce: the list, and the limits of members."""
