"""The executable model: what the system of kind- en gezinsbescherming is, may and must. Pure Python."""
