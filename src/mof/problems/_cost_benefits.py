"""Costs and benefits: whether it is worth while to search for a cause, in figures."""

from fractions import Fraction

from attrs import field, frozen

from mof.values._shares import to_fraction

SIGNIFICANT = Fraction(2)
"""How many times its cost the benefit of a fix has to be; our judgement of "significantly"."""


@frozen(kw_only=True)
class CostBenefit:
    """What a fix is expected to bring, and what research and fix are expected to cost.

    The filter of the function lets through only what significantly outweighs its cost.
    """

    benefit: Fraction = field(converter=to_fraction)
    """What a fix is expected to bring, in the unit; exact."""
    research_cost: Fraction = field(converter=to_fraction)
    """What the search for the cause is expected to cost, in the unit."""
    fix_cost: Fraction = field(default=Fraction(0), converter=to_fraction)
    """What the fix is expected to cost, in the unit; 0 where it is not known yet."""
    unit: str = "hours"
    """What the figures are in, such as "hours" or "EUR"; all three in the same."""
    required_ratio: Fraction = field(default=SIGNIFICANT, converter=to_fraction)
    """How many times the cost the benefit has to be; exactly as much is enough."""

    @property
    def cost(self) -> Fraction:
        """What research and fix cost together."""
        return self.research_cost + self.fix_cost

    @property
    def is_significant(self) -> bool:
        """Whether the benefit is as many times the cost as is required."""
        return self.benefit > 0 and self.benefit >= self.required_ratio * self.cost

    @property
    def benefit_text(self) -> str:
        """The benefit in words."""
        return f"{self.benefit} {self.unit}"

    @property
    def cost_text(self) -> str:
        """The cost in words."""
        return f"{self.cost} {self.unit} ({self.research_cost} research, {self.fix_cost} fix)"

    def __str__(self) -> str:
        verdict = "is" if self.is_significant else "is not"
        return (
            f"a benefit of {self.benefit_text} for a cost of {self.cost} {verdict} significant; "
            f"it has to be {self.required_ratio} times as much"
        )
