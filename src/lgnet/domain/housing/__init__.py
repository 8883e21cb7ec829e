"""Fast track housing inclusion (Sub-Az. 4): a household, a room, tonight, explained, never twice."""
