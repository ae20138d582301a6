"""Forms in two languages: labels in the language of the page, and a switch that keeps what was typed."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.http import HttpRequest, HttpResponse

from tanlu.errors import UserMistake
from tanlu.text import Lang, Text
from tanlu.web.shell.errors import TooOften
from tanlu.web.shell.languages import lang_of
from tanlu.web.shell.pages import page

SWITCH: Final = "_switch"
"""Sent by the language switch: show the form again in the other language, and do nothing else."""


class BilingualForm(forms.Form):
    """A form whose labels stand in both languages.

    A subclass gives ``labels`` and, where a field needs a word more, ``helps``, by field.
    """

    labels: ClassVar[Mapping[str, Text]] = {}
    helps: ClassVar[Mapping[str, Text]] = {}

    def __init__(self, *args: Any, lang: Lang, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels[name](lang)
            if name in self.helps:
                field.help_text = self.helps[name](lang)
            if isinstance(field, forms.ChoiceField) and hasattr(field, "words"):
                field.choices = [(value, words(lang)) for value, words in field.words.items()]


class WordsField(forms.ChoiceField):
    """A choice whose options stand in both languages."""

    def __init__(self, words: Mapping[str, Text], **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(choices=[(value, each.en) for value, each in words.items()], **options)
        self.words = dict(words)


def both(cleaned: Mapping[str, Any], name: str) -> Text:
    """Return the two fields of a text as one."""
    return Text(cleaned[f"{name}_en"], cleaned[f"{name}_zh"])


def answer_form(
    request: HttpRequest,
    template: str,
    make: Callable[..., BilingualForm],
    done: Callable[[Mapping[str, Any]], HttpResponse],
    context: Mapping[str, Any] | None = None,
    *,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or do what it asks; a mistake shows it again with everything that was typed.

    Parameters
    ----------
    request : HttpRequest
    template : str
        Gets ``form`` and ``trouble`` beside ``context``.
    make : callable
        Returns the form; takes what Django's forms take, and ``lang``.
    done : callable
        Takes what was entered, does it, and returns where to go.
    context, initial : mapping, optional
    """
    lang, held = lang_of(request), dict(context or {})
    if request.method != "POST":
        return page(request, template, {**held, "form": make(lang=lang, initial=initial), "trouble": None})
    if SWITCH in request.POST:
        typed = {
            name: values if len(values) > 1 else values[0]
            for name, values in request.POST.lists()
            if name != SWITCH
        }
        return page(request, template, {**held, "form": make(lang=lang, initial=typed), "trouble": None})
    form, trouble, wait = make(request.POST, request.FILES, lang=lang), None, 0
    if form.is_valid():
        try:
            return done(form.cleaned_data)
        except UserMistake as error:
            trouble = error.lines(lang)
        except TooOften as error:
            trouble, wait = error.lines(lang), error.wait
    response = page(
        request, template, {**held, "form": form, "trouble": trouble}, status=429 if wait else 400
    )
    if wait:
        response["Retry-After"] = str(wait)
    return response
