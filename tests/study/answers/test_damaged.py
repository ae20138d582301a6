"""Files that were damaged on the way are taken or refused in two languages; nothing else ever happens."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanlu.actions.answers import _arrived
from tanlu.errors import BadAnswers
from tanlu.study.answers.coding import code
from tests.study.answers import sample
from tests.study.forms.sample import FLAT, made

FORM, SIMPLE = made(), made(FLAT)
WHOLE = {
    "json": (sample.kobo_json(), FORM),
    "xlsx": (sample.kobo_xlsx(), FORM),
    "zip": (sample.central(), FORM),
    "csv": (sample.plain(), SIMPLE),
    "limesurvey": (sample.limesurvey(), SIMPLE),
    "qualtrics": (sample.qualtrics(), SIMPLE),
}


def take(path, form):
    with suppress(BadAnswers):
        code(form, _arrived(path, form))


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), put=st.binary(max_size=6), length=st.integers(0, 40))
def test_a_damaged_file(tmp_path, kind, cut, put, length):
    data, form = WHOLE[kind]
    at = int(cut * len(data))
    path = tmp_path / "answers"
    path.write_bytes(data[:at] + put + data[at + length :])
    take(path, form)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["age", "role", "job", "title", "help", "_id", "answers", "form"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(["age", "role", "job", "mine/years", "help", "_uuid"]), JSON),
        max_size=3,
    ),
    own=st.booleans(),
)
def test_json_of_any_shape(tmp_path, rows, own):
    import json

    held = {"results": rows}
    if own and rows:
        held = {"tanlu_answers": 1, "form": "after_mine", "version": "1", "answers": rows[0]}
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(held), "utf-8")
    take(path, FORM)
