"""A page for each kind of resource, and the pages about all of them."""
