"""Long work in steps: how far it has come is written in the transaction of the step that did it.

Interrupted work goes on after its last step, with nothing done twice and nothing left out.
"""
