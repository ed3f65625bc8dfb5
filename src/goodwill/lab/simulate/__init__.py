"""Companies made up from causes, with known truth: what `goodwill simulate` writes.

People with goals and habits deal with one another month by month. What an account is stands in
four drives (`states`): how close people are, how steadily it buys, how far it has to make us
compete, how much it lets us think along. Events move the drives (`causes`); the drives say how
often what is done (`doing`), and ways of dealing that do harm, or only look so, come on top
(`ways`). `pen` puts it into words from `phrases`, `ledger` into rows; `truth` writes down what was
so, and `sums` works out its money anew, with none of the engine's code. `scoring` holds statements
against it. Nothing here is used by the engine, and no phrase is taken from what the engine learns.
"""

from goodwill.lab.simulate.asked import LANGUAGES, MISSING, Asked
from goodwill.lab.simulate.run import Made, simulate

__all__ = ["LANGUAGES", "MISSING", "Asked", "Made", "simulate"]
