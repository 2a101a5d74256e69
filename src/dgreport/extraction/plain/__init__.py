"""The same from a text file, where nothing but order and arithmetic tells what belongs to what."""
