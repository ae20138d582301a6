"""Write an invented example into a folder, so that a person has something to change."""

from collections.abc import Mapping
from pathlib import Path

from tanlu.errors import BadFolder


def put_example(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of an example into a folder that holds none of them.

    Raises
    ------
    BadFolder
        If one of them is there already, or the folder cannot be written.
    """
    there = [each for each in texts if (folder / each).exists()]
    if there:
        raise BadFolder(
            (f"{folder} holds {', '.join(there)} already; nothing was written.",
             f"{folder} 已有 {'、'.join(there)}，未写入。"),
            ("Name an empty folder.", "请指定空文件夹。"),
        )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise BadFolder(
            (f"{folder} cannot be written ({error.strerror}).", f"无法写入 {folder}（{error.strerror}）。"),
            ("Name another folder.", "请指定其他文件夹。"),
        ) from error
