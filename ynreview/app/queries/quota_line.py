"""The proof line of the quota in words, for paper, desk and verification alike."""

from __future__ import annotations

from ynreview.messages import sentence
from ynreview.rulebook.in_force import Ruling
from ynreview.rulebook.kinds import ShareCeiling
from ynreview.scoring.ranking import Denominator


def quota_line(counted: Denominator, used: int, quota: Ruling[ShareCeiling]) -> str:
    """Return how many places 优秀 has, how many are ``used``, and by which article."""
    return sentence(
        "app.quota_line",
        share=quota.params.text,
        taking_part=counted.taking_part,
        places=counted.excellent_max,
        used=used,
        cites="、".join(quota.citations),
    )
