"""What changes about ratings: each one function, in one transaction, with its line in the audit."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanlu.actions.scorecard import FILES, PAPER, papers
from tanlu.errors import BadDialogue, BadRecord
from tanlu.registers.regions import region
from tanlu.study.ratings import RATED
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.people.models import Person
from tanlu.web.ratings.models import Given, RatingRound

_ROW = "ratings.csv:2"
"""Where the study finds a rating that is tried alone."""


def begin(
    slug: str, title: Text, regions: Sequence[str], *, by: Person, fictional: bool = False
) -> RatingRound:
    """Open a round for raters.

    Raises
    ------
    BadDialogue
        If one of this name is kept already.
    """
    with transaction.atomic():
        if RatingRound.objects.filter(slug=slug).exists():
            raise BadDialogue(
                (f"A rating round {slug!r} is kept already.", f"已有评定轮次 {slug!r}。"),
                ("Choose another short name.", "请另取短名。"),
            )
        made = RatingRound.objects.create(
            slug=slug, title_en=title.en, title_zh=title.zh, regions=list(regions), fictional=fictional
        )
        record(by, "ratings.begin", slug)
    return made


def give(asked: RatingRound, rater: Person, cells: Mapping[str, Any]) -> Given:
    """Keep what a rater judged; it stays as it was given.

    Parameters
    ----------
    asked : RatingRound
    rater : Person
    cells : mapping
        ``region``, ``indicator``, ``outside``, ``score``, ``grade``, ``sources``, ``locator``.

    Raises
    ------
    BadDialogue
        If the round is closed, or the rater judged this before.
    BadRecord
        If the evidence is missing, or the study cannot take it.
    """
    with transaction.atomic():
        now = RatingRound.objects.select_for_update().get(pk=asked.pk)
        same = now.ratings.filter(rater=rater, region=cells["region"], indicator=cells["indicator"])
        if now.state != "open" or same.exists():
            raise BadDialogue(
                ("The round is closed, or you judged this before.", "本轮已结束，或您已评定过该项。"),
                ("A rating stays as it was given.", "评定一经提交不再改动。"),
            )
        made = Given.objects.create(round=now, rater=rater, day=timezone.localdate(), **cells)
        _paper(now, [made])
        record(rater, "rating.give", f"{now.slug}/{made.region}/{made.indicator}")
    return made


def close(asked: RatingRound, *, by: Person) -> RatingRound:
    """Close a round and keep its scorecard, which is then for everyone to see.

    Raises
    ------
    BadDialogue
        If nobody has judged anything.
    """
    with transaction.atomic():
        now = RatingRound.objects.select_for_update().get(pk=asked.pk)
        if now.state == "closed":
            return now
        held = list(now.ratings.select_related("rater"))
        if not held:
            raise BadDialogue(
                ("Nobody has judged anything in this round.", "本轮尚无任何评定。"),
                ("Close it when ratings are there.", "有评定后再结束。"),
            )
        now.paper, now.state = _paper(now, held), "closed"
        now.save()
        record(by, "ratings.close", now.slug)
    return now


def _paper(asked: RatingRound, held: Sequence[Given]) -> dict[str, Any]:
    """Return the scorecard of ratings; it has no rater in it.

    Raises
    ------
    BadRecord
        If the study cannot take a rating.
    """
    try:
        made = papers(_study(asked, held), fictional=asked.fictional)
    except BadRecord as error:
        en, zh = error.what
        what = (en.replace(_ROW, "Your rating"), zh.replace(f"{_ROW} ", "您的评定").replace(_ROW, "您的评定"))
        raise BadRecord(what, error.do) from error
    found: dict[str, Any] = json.loads(made[PAPER])
    return found


def _study(asked: RatingRound, held: Sequence[Given]) -> dict[str, str]:
    """Return the files of a study, raters under numbers."""
    names = {each: f"r{at}" for at, each in enumerate(sorted({each.rater.handle for each in held}), 1)}
    places = [region(code) for code in asked.regions]
    texts = (
        _csv(("region", "level", "title_en", "title_zh"), [(each.code, "S", each.name.en, each.name.zh) for each in places]),
        _csv(
            RATED,
            [
                (
                    each.region,
                    each.indicator,
                    names[each.rater.handle],
                    each.rater.sector or "raters",
                    "yes" if each.outside else "no",
                    each.score,
                    each.grade,
                    each.sources,
                    each.locator,
                    each.day.isoformat(),
                )
                for each in held
            ],
        ),
        _csv(("region", "indicator", "value", "low", "high", "source"), []),
    )  # fmt: skip
    return dict(zip(FILES, texts, strict=True))


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()
