"""Rasters from file to store and back.

==============  ====================================================================================
geotiff, tiff   read GeoTIFF; ``ascii_grid`` the other format; both give ``heights.Heights``
placing         the coordinate system, and whether the cells can lie where the file says
resampling      cells of one grid from those of another
taking          a file becomes a raster in the working CRS, and the account of it
cog             stored rasters: Cloud-Optimised GeoTIFF
mosaic          the parts of a layer become one raster
==============  ====================================================================================
"""
