"""Frames to Plotly figures with words for those who cannot see them."""
