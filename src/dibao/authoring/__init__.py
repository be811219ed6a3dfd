"""Write the package of a new plug-in from what its author knows; it needs `dibao[author]`."""
