"""Word files for the tests: by python-docx, and by hand where it has no words for a part."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{{0}} xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:wps="urn:wps">'
)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*inner, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(inner)}</w:p>"


def document(*paragraphs):
    return _OPEN.format("document") + "<w:body>" + "".join(paragraphs) + "</w:body></w:document>"


def footnotes(*paragraphs):
    notes = "".join(f'<w:footnote w:id="{at}">{each}</w:footnote>' for at, each in enumerate(paragraphs, 1))
    return _OPEN.format("footnotes") + notes + "</w:footnotes>"


def packed(body, **parts):
    """Return the bytes of a Word file with this body and other parts by name (``footnotes="..."``)."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", body)
        for name, part in parts.items():
            file.writestr(f"word/{name}.xml", part)
    return held.getvalue()
