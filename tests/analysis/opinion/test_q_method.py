import numpy as np
import pytest

from tanlu.analysis.opinion.q_method import q_method
from tanlu.analysis.opinion.varimax import varimax
from tanlu.errors import BadTable


def sorts(seed=1, people=8, statements=16):
    draw = np.random.default_rng(seed)
    views = draw.normal(size=(statements, 2))
    drawn = np.stack([views[:, at % 2] + draw.normal(0, 0.3, statements) for at in range(people)], axis=1)
    return np.argsort(np.argsort(drawn, axis=0), axis=0) // 2 - 4.0


PEOPLE, STATEMENTS = [f"p{at}" for at in range(8)], [str(at) for at in range(16)]


def test_no_order_changes_a_bit():
    held, draw = sorts(), np.random.default_rng(2)
    one = q_method(held, PEOPLE, STATEMENTS, 2)
    for _ in range(20):
        rows, columns = draw.permutation(16), draw.permutation(8)
        other = q_method(
            held[np.ix_(rows, columns)], [PEOPLE[at] for at in columns], [STATEMENTS[at] for at in rows], 2
        )
        assert (other.people, other.statements, other.contrasts) == (
            one.people,
            one.statements,
            one.contrasts,
        )
        assert other.loadings.tobytes() == one.loadings.tobytes()
        assert other.scores.tobytes() == one.scores.tobytes()


def test_two_views_are_found():
    found = q_method(sorts(), PEOPLE, STATEMENTS)
    first = {each for each, flagged in zip(found.people, found.flagged[:, 0], strict=True) if flagged}
    assert first in ({"p0", "p2", "p4", "p6"}, {"p1", "p3", "p5", "p7"})
    assert found.scores.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert found.scores.std(axis=0, ddof=1) == pytest.approx(1)


def test_people_who_sort_alike_share_one_factor_and_no_number_overflows():
    same = np.tile(np.arange(16.0)[:, None], (1, 3))
    found = q_method(same, PEOPLE[:3], STATEMENTS, 1)
    assert np.isfinite(found.scores).all()
    assert {each.kind for each in found.contrasts} == {"neither"}


def test_a_turn_keeps_what_is_explained():
    raw = np.random.default_rng(3).normal(size=(9, 3)) / 3
    turned = varimax(raw)
    assert (turned**2).sum(axis=1) == pytest.approx((raw**2).sum(axis=1))


@pytest.mark.parametrize(
    ("held", "people", "statements", "factors", "said"),
    [
        (np.zeros((16, 8)), PEOPLE, STATEMENTS, 2, "same place"),
        (np.full((16, 8), np.nan), PEOPLE, STATEMENTS, 2, "missing"),
        (sorts()[:2], PEOPLE, STATEMENTS[:2], 2, "at least three"),
        (sorts()[:, :1], PEOPLE[:1], STATEMENTS, 1, "at least three"),
        (sorts(), PEOPLE, STATEMENTS, 9, "cannot be taken"),
        (sorts(), PEOPLE[:7], STATEMENTS, 2, "shape"),
    ],
)
def test_poor_input_is_refused(held, people, statements, factors, said):
    with pytest.raises(BadTable, match=said):
        q_method(held, people, statements, factors)
