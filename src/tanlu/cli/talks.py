"""What ``tanlu study interviews`` says of what is kept, comes in, leaves and goes."""

from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from tanlu.actions.dialogue import today
from tanlu.actions.interview_exports import Gone
from tanlu.actions.interview_files import Brought
from tanlu.actions.interviews import Added, Withdrawn
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.study.interviews.codebook import Code, below
from tanlu.study.interviews.consent import USES, Consent, allows
from tanlu.study.interviews.model import Project, Sent
from tanlu.study.interviews.refi.offsets import BASES
from tanlu.study.interviews.refi.read import Foreign
from tanlu.text import Text, exact, user_lang

_LANGUAGES = {"en": Text("English", "英文"), "zh": Text("Chinese", "中文")}


def _say(en: str, zh: str, **style: str) -> None:
    console().print(both(en, zh), soft_wrap=True, markup=False, **style)  # type: ignore[arg-type]


def _joined(items: list[Text]) -> Text:
    return Text(", ".join(each.en for each in items) or "none", "、".join(each.zh for each in items) or "无")


def put_begun(folder: Path, project: Project) -> None:
    """Say what was begun, and what comes next."""
    if project.fictional:
        _say(
            f"{len(project.transcripts)} fictional interviews are in {folder}.",
            f"已在 {folder} 写入{len(project.transcripts)}份虚构访谈。",
        )
        _say(f"Next: tanlu study interviews status {folder} · tanlu study interviews search {folder} 转型",
             f"接着可试：tanlu study interviews status {folder} · tanlu study interviews search {folder} 转型")  # fmt: skip
    else:
        _say(f"Begun in {folder}. Add a transcript: tanlu study interviews add {folder} FILE.txt",
             f"已在 {folder} 新建。添加访谈：tanlu study interviews add {folder} FILE.txt")  # fmt: skip
    _say("Everything lies in its folder `private`; keep it off shared drives and out of git.",
         "全部内容在其中的 private 文件夹；请勿放在共享盘或 git 中。", style="bright_black")  # fmt: skip


def put_added(added: Added) -> None:
    """Say under which pseudonym a transcript came in, and what was replaced."""
    size = exact(added.characters, user_lang())
    _say(f"Kept as {added.who}: {size} characters, {_LANGUAGES[added.language].en}.",
         f"已保存为 {added.who}：{size}字，{_LANGUAGES[added.language].zh}。")  # fmt: skip
    _replaced(added.replaced)
    _say("Read it once more: rules help, but do not prove.", "请再通读一遍：规则只是辅助，并非保证。")
    _say(f"Then record consent: tanlu study interviews consent DIR {added.who} …",
         f"随后记录知情同意：tanlu study interviews consent DIR {added.who} …")  # fmt: skip


def _replaced(found: tuple[tuple[Text, int], ...]) -> None:
    if found:
        en = ", ".join(f"{what.en} ({count})" for what, count in found)
        zh = "、".join(f"{what.zh}（{count}处）" for what, count in found)
        _say(f"Replaced: {en}.", f"已替换：{zh}。")


def put_status(project: Project, form: str) -> None:
    """Show what is kept, without names or words."""
    if form == "json":
        put_json(_status_json(project))
        return
    if project.fictional:
        _say("These interviews are fictional.", "以下访谈为虚构。", style="bold")
    if not project.transcripts:
        _say("No interviews yet. Add one: tanlu study interviews add DIR FILE.txt, or import a .qdpx.",
             "尚无访谈。添加：tanlu study interviews add DIR FILE.txt，或导入 .qdpx。")  # fmt: skip
    else:
        _people(project)
    _ledger(project)
    for each in project.removed:
        _say(f"Something was removed on {each.on}.", f"{each.on} 有内容被删除。")


def _people(project: Project) -> None:
    table = new_table(both("who", "代号"), both("language", "语言"), both("characters", "字数"), both("codings", "编码"),
                      both("coders", "编码者"), both("agreed to", "同意范围"))  # fmt: skip
    labels = project.labels()
    for each in project.transcripts:
        held = [one for one in project.codings if one.transcript == each.guid]
        coders = len({one.coder for one in held if one.coder})
        table.add_row(labels[each.guid], both(*_pair(_LANGUAGES.get(each.language, Text(each.language, each.language)))),
                      exact(len(each.text), user_lang()), str(len(held)), str(coders),
                      escape(_agreed(project.consents.get(each.who))))  # fmt: skip
    console().print(table)


def _pair(text: Text) -> tuple[str, str]:
    return text.en, text.zh


def _agreed(consent: Consent | None) -> str:
    if consent is None:
        return both("not recorded: it stays unused", "未记录，暂不使用")
    said = _joined([USES[each] for each in USES if each in consent.uses])
    if not allows(consent, today()):
        return both(f"{said.en}; not in force", f"{said.zh}；现无效")
    until = (f"; until {consent.until}", f"；至 {consent.until}") if consent.until else ("", "")
    return both(said.en + until[0], said.zh + until[1])


def _ledger(project: Project) -> None:
    if not project.sent:
        return
    table = new_table(
        both("sent", "已发出"), both("on", "日期"), both("what", "类型"), both("recall", "召回")
    )
    kinds = {"qdpx": both("project", "项目"), "quotation": both("quotation", "引文")}
    for each in project.sent:
        recall = (
            both(f"yes, since {each.recall}", f"须召回（{each.recall}起）")
            if each.recall
            else both("no", "否")
        )
        table.add_row(escape(each.file), each.on, kinds.get(each.what, each.what), recall)
    console().print(table)


def _status_json(project: Project) -> dict[str, Any]:
    def person(guid: str, who: str) -> dict[str, Any]:
        consent = project.consents.get(who)
        return {
            "codings": sum(each.transcript == guid for each in project.codings),
            "coders": len({each.coder for each in project.codings if each.transcript == guid and each.coder}),
            "agreed": sorted(consent.uses) if consent else None, "in_force": allows(consent, today()),
            "until": consent.until or None if consent else None,
        }  # fmt: skip

    labels = project.labels()
    return {
        "title": project.title.to_json(), "fictional": project.fictional,
        "interviews": [
            {"who": labels[each.guid], "language": each.language, "characters": len(each.text),
             **person(each.guid, each.who)}
            for each in project.transcripts
        ],
        "codes": len(project.codes), "coders": len(project.coders),
        "sent": [_sent(each) for each in project.sent], "removed": [each.on for each in project.removed],
    }  # fmt: skip


def _sent(each: Sent) -> dict[str, Any]:
    return {
        "file": each.file,
        "on": each.on,
        "what": each.what,
        "sha256": each.sha256,
        "recall": each.recall or None,
    }


def put_brought(found: Brought, form: str, *, dry_run: bool) -> None:
    """Say what an import brought, how it counts characters, and what of it is not kept."""
    if form == "json":
        put_json({
            "new": {name: getattr(found, name) for name in ("transcripts", "codes", "codings", "notes", "coders")},
            "kept": not dry_run, "removed_before": found.removed_before, "offsets": offsets_json(found.foreign),
            "lost": [{"what": each.what.to_json(), "count": each.count} for each in found.lost],
            "departures": list(found.foreign.departures), "without_consent": list(found.without_consent),
            "replaced": [{"what": what.to_json(), "count": count} for what, count in found.replaced],
        })  # fmt: skip
        return
    _say(f"{'Would be new' if dry_run else 'New'}: transcripts {found.transcripts}, codes {found.codes}, "
         f"codings {found.codings}, notes {found.notes}, coders {found.coders}.",
         f"{'将新增' if dry_run else '新增'}：{found.transcripts}份记录、{found.codes}个编码、{found.codings}处编码标记、"
         f"{found.notes}条备注、{found.coders}名编码者。")  # fmt: skip
    chosen = found.foreign.chosen
    if chosen.reading and chosen.basis != "same":
        why, how = BASES[chosen.basis], chosen.reading.title
        quoted = (
            (f" ({chosen.fits} of {chosen.quoted})", f"（{chosen.quoted}处中{chosen.fits}处）")
            if chosen.quoted
            else ("", "")
        )
        _say(f"It counts in {how.en}: {why.en}{quoted[0]}.", f"字符计数方式：{how.zh}；{why.zh}{quoted[1]}。")
    _replaced(found.replaced)
    if found.lost:
        en = ", ".join(f"{each.what.en} ({each.count})" for each in found.lost)
        zh = "、".join(f"{each.what.zh}（{each.count}）" for each in found.lost)
        _say(f"Not kept: {en}.", f"未保留：{zh}。")
    if found.foreign.departures:
        _say(f"The file departs from the standard in {len(found.foreign.departures)} places, without harm.",
             f"该文件有{len(found.foreign.departures)}处与标准不符，不影响读取。")  # fmt: skip
    if found.removed_before:
        _say(f"Left out, since their owners withdrew: {found.removed_before}. Ask the sender to delete them.",
             f"{found.removed_before}份记录未收入：当事人已撤回同意。请通知来件方删除。")  # fmt: skip
    if found.without_consent:
        listed = list(found.without_consent)
        _say(
            f"No consent is recorded for {', '.join(listed)}: they stay unused.",
            f"{'、'.join(listed)} 没有知情同意记录，暂不使用。",
        )


def offsets_json(foreign: Foreign) -> dict[str, Any]:
    """Return how a file counts characters, as plain data."""
    chosen = foreign.chosen
    return {
        "reading": chosen.reading.id if chosen.reading else None,
        "basis": chosen.basis,
        "fits": chosen.fits,
        "quoted": chosen.quoted,
    }


def put_gone(gone: Gone, out: Path, form: str) -> None:
    """Say what left and what stayed."""
    if form == "json":
        put_json({"sent": _sent(gone.sent), "transcripts": gone.transcripts, "held_back": gone.held_back,
                  "codings": gone.codings, "stays": [each.to_json() for each in gone.stays],
                  "still_in_it": [{"what": what.to_json(), "count": count} for what, count in gone.seen]})  # fmt: skip
        return
    _say(f"Written and entered in the ledger: transcripts {gone.transcripts}, codings {gone.codings}, {out.resolve()}",
         f"已写出并记入发布记录：{gone.transcripts}份记录、{gone.codings}处编码标记，{out.resolve()}")  # fmt: skip
    if gone.held_back:
        _say(
            f"Left out, since their owners did not agree: {gone.held_back}.",
            f"{gone.held_back}份留存未导出：当事人未同意此用途。",
        )
    if gone.seen:
        en = ", ".join(f"{what.en} ({count})" for what, count in gone.seen)
        zh = "、".join(f"{what.zh}（{count}处）" for what, count in gone.seen)
        _say(f"Look again before you hand it on; still in it: {en}.", f"转交之前请再看一遍，其中仍有：{zh}。")
    stays = _joined(list(gone.stays))
    _say(f"Not in it: {stays.en}.", f"未写入：{stays.zh}。")


def put_codebook(codes: tuple[Code, ...], uses: dict[str, int], form: str) -> None:
    """Show the codebook."""
    if form == "json":
        from dataclasses import asdict

        put_json({"codes": [{**asdict(each), "uses": uses[each.guid]} for each in codes]})
        return
    if not codes:
        _say("The codebook is empty. Take one in: tanlu study interviews codebook DIR --import FILE.csv",
             "编码手册为空。导入：tanlu study interviews codebook DIR --import FILE.csv")  # fmt: skip
        return
    lang = user_lang()
    table = new_table(both("code", "编码"), both("uses", "使用"), both("definition", "定义"))

    def rows(above: str, depth: int) -> None:
        for each in below(above, codes):
            said = each.definition_zh if lang == "zh" else each.definition
            missing = (
                both("not in English yet", "尚无中文定义") if each.definition or each.definition_zh else ""
            )
            table.add_row(
                "  " * depth + escape(each.called(lang)), str(uses[each.guid]), escape(said or missing)
            )
            rows(each.guid, depth + 1)

    rows("", 0)
    console().print(table)


def put_taken(new: int, changes: int, sets: int) -> None:
    """Say what a codebook brought."""
    _say(f"{new} codes are new, {changes} changed.", f"新增{new}个编码，更改{changes}个。")
    if sets:
        _say(f"Not kept: sets of codes ({sets}).", f"未保留：编码集合（{sets}）。")


def confirm_loss(found: Withdrawn) -> None:
    """Ask once, naming what will be lost."""
    loss = found.loss
    _say(f"{found.who} will be removed for good: transcripts {loss.transcripts} ({loss.characters:,} characters), "
         f"codings {loss.codings}, notes {loss.notes}, translations {loss.translations}, "
         f"texts of the codebook {loss.quoted}, the entry in the key file.",
         f"将彻底删除 {found.who}：{loss.transcripts}份记录（{loss.characters}字）、{loss.codings}处编码标记、"
         f"{loss.notes}条备注、{loss.translations}条译文、编码手册中{loss.quoted}处文字，以及代号表条目。")  # fmt: skip
    if loss.mentions:
        _say(f"In other people's words the pseudonym is blanked in {loss.mentions} places.",
             f"他人记录中提到该代号的{loss.mentions}处将被隐去。")  # fmt: skip
    click.confirm(
        both("This cannot be undone. Remove it?", "此操作不可撤销。是否删除？"), default=False, abort=True
    )


def put_withdrawn(found: Withdrawn, form: str) -> None:
    """Say what went, and what has to be recalled."""
    loss = found.loss
    if form == "json":
        names = ("transcripts", "characters", "codings", "notes", "translations", "quoted", "mentions")
        put_json({"removed": {name: getattr(loss, name) for name in names}, "recall": [_sent(each) for each in loss.sent],
                  "deleted": list(found.deleted), "left": list(found.left)})  # fmt: skip
        return
    _say(f"Removed for good: transcripts {loss.transcripts}, codings {loss.codings}, notes {loss.notes}.",
         f"已彻底删除：{loss.transcripts}份记录、{loss.codings}处编码标记、{loss.notes}条备注。")  # fmt: skip
    for each in loss.sent:
        _say(f"Recall: {each.file}, sent on {each.on}.", f"请召回：{each.file}（{each.on} 发出）。")
    for name in found.deleted:
        _say(f"Deleted from the folder: {name}", f"已从文件夹删除：{name}")
    for name in found.left:
        _say(
            f"Still holds words or names of it, delete it yourself: {name}",
            f"仍含有其内容或姓名，请自行删除：{name}",
        )
    _say(
        "Backups and copies elsewhere are yours to clear.",
        "备份和其他地方的副本请自行清除。",
        style="bright_black",
    )
