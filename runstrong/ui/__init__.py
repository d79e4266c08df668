"""The dashboard's shared pieces: the open store, the page frame, the parts pages are made of."""
