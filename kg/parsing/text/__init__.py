"""Lists written as text: numbered items and the headings over them."""
