"""Makes the life described by this package, by calling the real operations.

Nothing here writes a row: every act of the year is an operation, called at its moment by the
person whose role allows it, so that the demonstration proves the operations and the roles.
"""
