"""Validation of a document as a model: all problems at once, each with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from convscenes.errors import Problem, SpecError
from convscenes.spec.document import Document
from convscenes.spec.faults import Fault, shown
from convscenes.spec.wording import faults_of
from convscenes.words import ENGLISH, languages

Model = TypeVar("Model", bound=BaseModel)
Part = TypeVar("Part", bound=Hashable)


def check(document: Document, model: type[Model]) -> Model:
    """Return the document as a ``model``; paths in it are relative to its folder, if it has one.

    Of texts by language, those in the document's are taken. Raises SpecError with every problem, one line
    each.
    """
    language = document.data.get("language")
    context = {
        "folder": document.folder,
        "language": language if language in languages() else ENGLISH,
    }
    try:
        return model.model_validate(document.data, context=context)
    except ValidationError as error:
        found = faults_of(error, model)
    raise document.refusal(found)


def check_all(parts: Iterable[Part], checked: Callable[[Part], object]) -> None:
    """Call ``checked`` with every part once; raises one SpecError with the problems of all, each once."""
    problems: set[Problem] = set()
    for part in dict.fromkeys(parts):
        try:
            checked(part)
        except SpecError as error:
            problems |= {*error.problems}
    if problems:
        raise SpecError(problems)


def kind_of(document: Document, kinds: Iterable[str], hint: Callable[[str], str]) -> str:
    """Return the kind that a spec names, one of ``kinds``.

    Raises SpecError where there is none, or an unknown one, with the ``hint`` for it.
    """
    names = list(kinds)
    if "kind" not in document.data:
        raise document.refusal([Fault(f'missing. Add "kind: …", one of {", ".join(names)}.', ("kind",))])
    kind = document.data["kind"]
    if isinstance(kind, str) and kind in names:
        return kind
    hinted = hint(kind) if isinstance(kind, str) else ""
    raise document.refusal(
        [Fault(f"must be one of {', '.join(names)}, got {shown(kind)}. {hinted}".rstrip(), ("kind",))]
    )
