"""The same invented answers in every shape in which tools hand them over."""

import csv
import io
import json
import zipfile

from openpyxl import Workbook

from tanlu.study.forms.limesurvey import limesurvey_codes
from tanlu.study.forms.web import digest
from tests.study.forms.sample import FLAT, made

PEOPLE = [
    {"age": "44", "role": "miner", "years": "20", "heard": "4", "fair": "dk", "help": "pay course", "later": "54",
     "job": [{"title": "driver", "pay": "4200.5"}, {"title": "=cmd()", "pay": ""}]},
    {"age": "31", "role": "teacher", "help": "family", "later": "41", "job": [{"title": "保安", "pay": "3000"}]},
    {"age": "58", "role": "refused", "later": "68", "job": []},
    {"age": "29", "role": "miner", "heard": "1", "help": "course", "later": "39", "job": []},
]  # fmt: skip
"""Four invented people."""
LANGUAGES = ["en", "zh", "zh", "en"]
MINE = ("years", "heard", "fair")
NAMES = ("age", "role", *MINE, "help", "later")


def path_of(name, sign="/"):
    return f"mine{sign}{name}" if name in MINE else name


def kobo_json(versions=("v1",) * 4):
    rows = [
        {
            "_id": at, "_uuid": f"u{at}", "_submission_time": "2026-11-01T08:00:00", "__version__": version,
            "language": lang, **{path_of(name): each[name] for name in NAMES if name in each},
            "job": [{f"job/{key}": cell for key, cell in turn.items() if cell} for turn in each["job"]],
        }
        for at, (each, lang, version) in enumerate(zip(PEOPLE, LANGUAGES, versions, strict=True), 1)
    ]  # fmt: skip
    return json.dumps({"count": 4, "next": None, "results": rows}).encode()


def kobo_xlsx():
    book = Workbook()
    main, jobs = book.active, book.create_sheet("job")
    main.title = "After the mine"
    main.append(
        [*map(path_of, NAMES), "help/pay", "help/course", "language", "__version__", "_uuid", "_index"]
    )
    jobs.append(["job/title", "job/pay", "_index", "_parent_table_name", "_parent_index"])
    turn = 0
    for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1):
        cells = [int(each[name]) if each.get(name, "").isdigit() else each.get(name) for name in NAMES]
        chosen = (
            [1 if code in each["help"].split() else 0 for code in ("pay", "course")]
            if "help" in each
            else [None, None]
        )
        main.append([*cells, *chosen, lang, "v1", f"u{at}", at])
        for job in each["job"]:
            turn += 1
            jobs.append([job["title"], float(job["pay"]) if job["pay"] else None, turn, main.title, at])
    for cell in jobs["A"]:
        cell.data_type = "s"  # openpyxl takes =cmd() for a formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def central():
    main = [["SubmissionDate", *(path_of(name, "-") for name in NAMES), "language", "KEY", "FormVersion"]]
    jobs = [["title", "pay", "PARENT_KEY", "KEY"]]
    for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1):
        main.append(["2026-11-01", *(each.get(name, "") for name in NAMES), lang, f"uuid:{at}", "1"])
        jobs += [
            [job["title"], job["pay"], f"uuid:{at}", f"uuid:{at}/job[{turn}]"]
            for turn, job in enumerate(each["job"], 1)
        ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("after_mine.csv", lines(main))
        held.writestr("after_mine-job.csv", lines(jobs))
    return out.getvalue()


def plain(encoding="utf-8", names=NAMES):
    rows = [[*names, "lang", "respondent_id"]]
    rows += [
        [*(each.get(name, "") for name in NAMES), lang, f"r{at}"]
        for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1)
    ]
    return lines(rows).encode(encoding)


def qualtrics():
    head = ["ResponseId", "UserLanguage", *NAMES]
    rows = [
        head,
        ["编号", "语言", *(f"题 {name}" for name in NAMES)],
        [json.dumps({"ImportId": each}) for each in head],
    ]
    rows += [
        [
            f"R_{at}",
            {"en": "EN", "zh": "ZH-S"}[lang],
            *(each.get(name, "").replace(" ", "," if name == "help" else " ") for name in NAMES),
        ]
        for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1)
    ]
    return lines(rows).encode("utf-8-sig")


def limesurvey():
    codes = limesurvey_codes(made(FLAT))
    several = ["pay", "course", "family"]
    ones = [name for name in NAMES if name != "help"]
    head = ["id", "submitdate", "startlanguage", *(codes.names[name] for name in ones)]
    rows = [[*head, *(f"help[{codes.answers['help', each]}]" for each in several)]]
    for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1):
        said = [codes.answers.get((name, each.get(name, "")), each.get(name, "")) for name in ones]
        chosen = ["Y" if code in each.get("help", "").split() else "" for code in several]
        rows.append([str(at), "2026-11-01", {"en": "en", "zh": "zh-Hans"}[lang], *said, *chosen])
    return lines(rows).encode()


def own(folder):
    form = made()
    folder.mkdir()
    for at, (each, lang) in enumerate(zip(PEOPLE, LANGUAGES, strict=True), 1):
        said = {name: each.get(name) for name in NAMES if name not in MINE or each["role"] == "miner"}
        said["help"] = each["help"].split() if "help" in each else None
        said["job"] = [{key: cell or None for key, cell in turn.items()} for turn in each["job"]]
        held = {
            "tanlu_answers": 1, "form": form.id, "version": form.version, "digest": digest(form), "language": lang,
            "id": f"p{at}", "day": "2026-11-28", "draft": False, "answers": said,
        }  # fmt: skip
        (folder / f"{at}.json").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    return folder
