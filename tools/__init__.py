"""Commands for whoever works on Safir; an installed copy does not have them."""
