"""A round starts without settings of its own."""

from datetime import date

from ynreview.kernel.terms import EvaluationType
from ynreview.panel.round import RoundSetup


def test_that_a_new_round_changes_no_rule_and_skips_no_item():
    setup = RoundSetup(
        round_id="R1",
        type=EvaluationType.POST_EVALUATION,
        title="后评估",
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
    )

    assert (setup.overrides, setup.not_applicable, setup.budget) == ({}, {}, None)
    assert not setup.rehearsal
