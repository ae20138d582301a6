"""Votes against published groups and figures of Polis, against red-dwarf, and against planted truth."""

import json

import numpy as np
import pytest
from tests import needs
from tests.analysis.opinion.drawn import votes

from tanlu.accord.polis_files import read_polis
from tanlu.analysis.opinion.declared import declared
from tanlu.analysis.opinion.groups import Verdict, opinion_groups
from tanlu.analysis.opinion.k_means import adjusted_rand, k_means
from tanlu.analysis.opinion.polis import polis
from tanlu.analysis.opinion.polis_groups import cold_start, silhouette
from tanlu.analysis.opinion.polis_statistics import shares
from tanlu.analysis.opinion.space import space
from tanlu.analysis.opinion.votes import Votes, count

pytestmark = pytest.mark.prove

CONVERSATIONS = ("brexit-consensus", "15-per-hour-seattle")


@pytest.fixture(scope="module", params=CONVERSATIONS)
def case(request):
    folder = needs.shared() / "data" / "polis" / request.param
    exported = read_polis(folder)
    reference = json.loads((folder / "reference.json").read_text("utf-8"))
    found = polis(exported.votes, out=exported.out, meta=exported.meta, groups=exported.groups)
    return exported, reference, found


def test_the_latest_votes_and_moderation(case):
    exported, reference, _ = case
    shape = reference["shape"]
    assert exported.votes.values.shape == (shape["participants"], shape["statements_with_votes"])
    assert int(exported.votes.seen.sum()) == shape["latest_votes"]
    assert exported.superseded == shape["superseded_revotes"]
    assert exported.out == set(map(str, shape["moderated_out"]))


def test_shares_of_variance(case):
    _, reference, found = case
    wanted = reference["pca"]["eigenvalue_share"]
    assert found.space.shares[: len(wanted)] == pytest.approx(wanted, abs=1e-8)


def test_group_informed_consensus(case):
    _, reference, found = case
    given = reference["given_published_groups"]
    at = {each: place for place, each in enumerate(found.statements)}
    for name, values in (("gic_agree", found.consensus), ("gic_disagree_top10", found.dissent)):
        for each in given[name]:
            assert values[at[str(each["tid"])]] == pytest.approx(each["value"], abs=1e-9)
    kept = [each for each in found.statements if not found.out[at[each]]]
    order = sorted(kept, key=lambda each: (-found.consensus[at[each]], int(each)))
    assert order == [str(each["tid"]) for each in given["gic_agree"]]


def test_representative_statements(case):
    _, reference, found = case
    for name, group in zip(("0", "1"), found.representatives, strict=True):
        wanted = reference["given_published_groups"]["repness"][name]
        assert [
            (each.statement, each.direction, each.successes, each.trials, each.best_agree) for each in group
        ] == [
            (
                str(each["tid"]),
                each["repful_for"],
                each["n_success"],
                each["n_trials"],
                bool(each.get("best_agree")),
            )
            for each in wanted
        ]
        for each, other in zip(group, wanted, strict=True):
            numbers = [other[key] for key in ("p_success", "p_test", "repness", "repness_test")]
            assert [each.p, each.p_test, each.ratio, each.ratio_test] == pytest.approx(numbers, abs=1e-9)


def test_majority_consensus(case):
    _, reference, found = case
    wanted = reference["given_published_groups"]["consensus"]
    for side, group in (("agree", found.agreed), ("disagree", found.rejected)):
        assert [(each.statement, each.successes, each.trials) for each in group] == [
            (str(each["tid"]), each["n_success"], each["n_trials"]) for each in wanted[side]
        ]
        for each, other in zip(group, wanted[side], strict=True):
            assert [each.p, each.p_test] == pytest.approx([other["p_success"], other["p_test"]], abs=1e-9)


def test_priorities(case):
    _, reference, found = case
    wanted = reference["given_published_groups"]["comment_priority"]
    at = {each: place for place, each in enumerate(found.statements)}
    assert {each: float(found.priority[at[each]]) for each in wanted} == pytest.approx(wanted, abs=1e-9)


def test_a_cold_start_of_polis_in_two_orders(case):
    exported, reference, found = case
    held = exported.votes
    by_id = np.array(sorted(range(len(held.people)), key=lambda at: int(held.people[at])))
    for name, order in (("first_vote_order", np.arange(len(held.people))), ("pid_order", by_id)):
        wanted = reference["cold_start_polis"][name]
        grouped = cold_start(found.space.people[order], (found.member >= 0)[order])
        assert grouped.base == wanted["base_clusters"]
        assert {str(k): round(each, 4) for k, each in grouped.silhouettes.items()} == wanted[
            "silhouette_by_k"
        ]
        assert np.bincount(grouped.member[grouped.member >= 0]).tolist() == wanted["sizes"]


def test_k_means_is_as_good_as_two_hundred_restarts(case):
    _, reference, found = case
    points, wanted = found.space.people[found.member >= 0], reference["robust_kmeans"]
    for k in (2, 3, 4, 5):
        labels, inertia = k_means(points, k, np.random.default_rng(1))
        assert inertia <= wanted["inertia_by_k"][str(k)] * (1 + 1e-6)
        assert silhouette(points, labels) == pytest.approx(wanted["silhouette_by_k"][str(k)], abs=1e-6)
    labels, _ = k_means(points, wanted["k"], np.random.default_rng(1))
    truth = found.member[found.member >= 0]
    assert adjusted_rand(labels, truth) == pytest.approx(wanted["ari_vs_published"], abs=1e-6)


def test_published_groups_do_not_pass_our_gates_at_this_size(case):
    """Split-half agreement is 0.13 and 0.23 in the reference, under the bar of 0.30: structured, not grouped."""
    exported, _, _ = case
    kept = np.array([each not in exported.out for each in exported.votes.statements])
    assert opinion_groups(exported.votes.keep(statements=kept)).verdict is Verdict.STRUCTURED


@pytest.mark.filterwarnings("ignore")  # its own dependencies warn
def test_red_dwarf_gives_the_same_numbers_for_the_same_groups(case):
    """Counts, shares, ratios, tests and consensus; not its lists, in which an unstable sort breaks ties."""
    needs.module("reddwarf")
    from pandas import DataFrame
    from reddwarf.utils.stats import calculate_comment_statistics
    from reddwarf.utils.stats import votes as sides

    exported, _, found = case
    inside = found.member >= 0
    held = exported.votes.keep(people=inside, statements=~found.out)
    frame = DataFrame(
        np.where(held.seen, held.values.astype(float), np.nan), index=held.people, columns=held.statements
    )
    labels = found.member[inside].tolist()
    seen, counts, p, ratio, p_test, ratio_test, consensus = calculate_comment_statistics(frame, labels)
    left = ~found.out
    assert seen.tolist() == found.counts.voted[:, left].tolist()
    for side, hits, whole in (
        (sides.A, found.counts.agree, found.consensus),
        (sides.D, found.counts.disagree, found.dissent),
    ):
        assert counts[side].tolist() == hits[:, left].tolist()
        ours = shares(hits[:, left], found.counts.voted[:, left])
        for one, other in (
            (ours.p, p),
            (ours.ratio, ratio),
            (ours.p_test, p_test),
            (ours.ratio_test, ratio_test),
        ):
            assert one == pytest.approx(other[side], abs=1e-9)
        assert whole[left] == pytest.approx(consensus[side], abs=1e-9)


def test_noise_shows_no_groups_and_declared_groups_answer_all_the_same():
    shown, wrong = 0, 0
    for seed in range(200):
        held = votes(24, 30, 0, 10_000 + seed)
        found = opinion_groups(held)
        shown += found.verdict is Verdict.SHOWN
        wrong += len({each.statement for each in found.distinct})
        answer = declared(count(held, np.arange(24) % 2, 2), ["a", "b"], held.statements)
        assert len(answer.labels) == 30
        assert (answer.agree.low <= answer.agree.high).all()
    assert shown / 200 <= 0.02
    assert wrong / 200 <= 0.5


def test_two_strong_groups_of_thirty_are_found():
    right = 0
    for seed in range(60):
        found = opinion_groups(votes(60, 30, 1.2, 20_000 + seed))
        planted = np.array([int(each[1:]) < 30 for each in found.people], dtype=np.int64)
        right += found.verdict is Verdict.SHOWN and adjusted_rand(found.member, planted) >= 0.6
    assert right / 60 >= 0.70


def test_polis_finds_groups_in_every_noise():
    assert all(polis(votes(24, 30, 0, seed)).member.max() >= 1 for seed in range(30))


def test_a_large_conversation_in_any_order_of_statements():
    held = votes(400, 60, 0.8, 1)
    turned = held.keep(statements=np.random.default_rng(1).permutation(60))
    one, other = space(held), space(turned)
    assert np.abs(one.people) == pytest.approx(np.abs(other.people), abs=1e-9)
    assert isinstance(held, Votes)
