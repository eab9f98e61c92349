"""The rules one round is counted by, looked up once; it computes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.rulebook.in_force import RulesInForce, Ruling
from ynreview.rulebook.kinds import (
    Amount,
    AwardSpread,
    Band,
    Chain,
    Gap,
    ItemGap,
    Minimum,
    Rounding,
    ShareCeiling,
    StatesCounted,
    Switch,
    Thresholds,
    Trimming,
    VoteShare,
)


@dataclass(frozen=True, slots=True)
class CountingRules:
    """Every ruling that turns score sheets into grades and amounts."""

    panel_score: Ruling[Rounding]
    expert_total: Ruling[Rounding]
    trimming: Ruling[Trimming]
    floor: Ruling[Minimum]
    denominator: Ruling[StatesCounted]
    quota: Ruling[ShareCeiling]
    tie_chain: Ruling[Chain]
    thresholds: Ruling[Thresholds]
    deviation_vote: Ruling[VoteShare]
    outlier_total: Ruling[Gap]
    outlier_item: Ruling[ItemGap]
    band_excellent: Ruling[Band]
    band_good: Ruling[Band]
    award_step: Ruling[Amount]
    award_helpers: Ruling[AwardSpread]
    suggest_amounts: Ruling[Switch]
    unqualified_opinion: Ruling[Minimum]

    @classmethod
    def of(cls, rules: RulesInForce) -> CountingRules:
        """Return the rulings in force; a rulebook without one of them is refused by its lookup."""
        return cls(
            panel_score=rules.ruling("panel_score_rounding", Rounding),
            expert_total=rules.ruling("expert_total_rounding", Rounding),
            trimming=rules.ruling("trimming", Trimming),
            floor=rules.ruling("valid_experts_floor", Minimum),
            denominator=rules.ruling("denominator", StatesCounted),
            quota=rules.ruling("excellent_quota", ShareCeiling),
            tie_chain=rules.ruling("tie_chain", Chain),
            thresholds=rules.ruling("grade_thresholds", Thresholds),
            deviation_vote=rules.ruling("deviation_vote", VoteShare),
            outlier_total=rules.ruling("outlier_total", Gap),
            outlier_item=rules.ruling("outlier_item", ItemGap),
            band_excellent=rules.ruling("award_band_excellent", Band),
            band_good=rules.ruling("award_band_good", Band),
            award_step=rules.ruling("award_step", Amount),
            award_helpers=rules.ruling("award_helpers", AwardSpread),
            suggest_amounts=rules.ruling("suggest_amounts", Switch),
            unqualified_opinion=rules.ruling("unqualified_opinion_length", Minimum),
        )
