"""OFD (GB/T 33190): the fixed pages that offices of the state publish, with the place of every character."""
