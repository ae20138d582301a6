"""A chart of a command, written as a picture that stands alone."""

from pathlib import Path

from tanlu.chart.model import Chart
from tanlu.chart.render import render
from tanlu.cli.speak import both
from tanlu.cli.tables import console
from tanlu.errors import OurFault
from tanlu.text import user_lang


def save_chart(chart: Chart, path: Path, option: str) -> None:
    """Write a chart as SVG in the user's language, with its title and source, and say where it stands.

    Raises
    ------
    OurFault
        If the file cannot be written.
    """
    drawing = render(chart, user_lang(), titled=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing.svg, "utf-8")
    except OSError as error:
        raise OurFault(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            (f"Choose another file with {option}.", f"请用 {option} 指定其他文件。"),
        ) from error
    console().print(both(f"Drawn: {path.resolve()}", f"已绘制：{path.resolve()}"), soft_wrap=True)
