"""Plots of the register, for every analysis that counts or measures them.

=========  ====================================================================
register   which plots are counted on a day, their columns as text
purposes   which purposes of plans let a plot be built on
votes      what plans say of one tile of a plot
sums       plots and daa by group, exact
remarks    what is odd about a plot, by name
streets    the roads, and how far it is to them
keyed      what is known of plots from before: only those that changed are computed
stored     the same, kept with the versions of the register
=========  ====================================================================
"""
