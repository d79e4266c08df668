"""A folder that is watched: a mounted watch, or one that something else keeps in step."""
