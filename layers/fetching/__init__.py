"""Layers from open services: what there is to ask, how it is asked, and when an answer is believed.

==============================================================  ===================================================
source, sources                                                 what a source is; all there are
net, asking, cache, ground                                      the hosts that may be asked; one source being asked,
                                                                within bounds; answers kept; where it is about
wfs, ogc_api, arcgis, overpass, geonorge, kommuneinfo, nvdb     one kind of service each, from question to file
collection, archive, one_layer                                  features page by page; the wanted file of a zip; GML
                                                                of many object types as one layer
fetch                                                           all of it: from layers to parts of the store
==============================================================  ===================================================

An answer is put in a folder of its own and then imported as any file is: the same readers, checks and account. Whatever
is not certainly whole is a fault, and never an empty layer.
"""
