"""Messages for pydantic's errors: a table, and the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from convscenes.errors import SpecError, did_you_mean, nearest
from convscenes.spec.faults import Fault, Faults, Path, shown


def _plain(rule: str) -> Callable[[ErrorDetails], str]:
    """Return a wording: the rule, its ``{…}`` filled from pydantic's context, then the given value."""

    def word(error: ErrorDetails) -> str:
        bounds = {name: str(bound).removesuffix(".0") for name, bound in error.get("ctx", {}).items()}
        return f"{rule.format(**bounds)}, got {shown(error['input'])}."

    return word


def _counted(rule: str, bound: str, unit: str) -> Callable[[ErrorDetails], str]:
    """Return a wording for a list or text of a wrong length."""

    def word(error: ErrorDetails) -> str:
        number = error["ctx"][bound]
        return f"must have {rule} {number} {unit}{'s' if number > 1 else ''}, got {len(error['input'])}."

    return word


def _choice(error: ErrorDetails) -> str:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    given = error["input"]
    hint = did_you_mean(given, choices) if isinstance(given, str) else ""
    rule = " or ".join(choices) if len(choices) < 3 else f"one of {', '.join(choices)}"
    return f"must be {rule}, got {shown(given)}. {hint}".rstrip()


SYNONYMS = {
    "input": ("image", "img", "matrix", "x"),
    "kernel": ("filter", "filters", "weight", "weights"),
    "padding": ("pad", "pads"),
    "dilation": ("rate", "atrous"),
    "flip_kernel": ("flip", "flipped"),
    "size": ("kernel_size", "pool_size", "window"),
    "reduce": ("mode",),
    "expect": ("result", "answer"),
    "pace": ("speed",),
    "shape": ("size",),
    "low": ("min",),
    "high": ("max",),
    "normal": ("mean", "std"),
}
"""Other words for fields, which people write where a mapping has that field and none of this name."""

WORDINGS: dict[str, Callable[[ErrorDetails], str]] = {
    "int_type": _plain("must be a whole number"),
    "int_from_float": _plain("must be a whole number"),
    "float_type": _plain("must be a number"),
    "finite_number": _plain("must be a finite number"),
    "string_type": _plain("must be text"),
    "bool_type": _plain("must be true or false"),
    "list_type": _plain("must be a list"),
    "tuple_type": _plain("must be a list"),
    "dict_type": _plain("must be a mapping"),
    "model_type": _plain("must be a mapping"),
    "greater_than_equal": _plain("must be at least {ge}"),
    "greater_than": _plain("must be more than {gt}"),
    "less_than_equal": _plain("must be at most {le}"),
    "less_than": _plain("must be less than {lt}"),
    "too_short": _counted("at least", "min_length", "item"),
    "too_long": _counted("at most", "max_length", "item"),
    "string_too_short": _counted("at least", "min_length", "character"),
    "string_too_long": _counted("at most", "max_length", "character"),
    "literal_error": _choice,
}


def faults_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield every fault that pydantic found in a mapping that should be a ``model``.

    A field that is missing is not reported where an unknown one is its misspelling, or another word for it.
    """
    details = error.errors(include_url=False)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    meant = {(*path[:-1], _meant(str(path[-1]), _names(model, path))) for path in unknown}
    for detail in details:
        path = detail["loc"]
        match detail["type"]:
            case "missing":
                if path not in meant:
                    yield Fault(f'missing. Add "{path[-1]}: …".', path)
            case "extra_forbidden":
                names = _names(model, path)
                near = _meant(str(path[-1]), names)
                hint = f'Did you mean "{near}"?' if near else f"Known are: {', '.join(names)}."
                yield Fault(f"unknown field. {hint}", path, at_key=True)
            case "value_error":
                yield from _raised(detail["ctx"]["error"], path)
            case "too_short" if len(detail["input"]) >= detail["ctx"]["min_length"]:
                pass  # pydantic counts only valid items; the others have faults of their own
            case kind:
                yield Fault(WORDINGS.get(kind, _plain("not valid"))(detail), path)


def _meant(word: str, names: Iterable[str]) -> str:
    """Return which of some fields is meant by a word that is none of them, "" where none is."""
    said = (name for name in names if word.lower() in SYNONYMS.get(name, ()))
    return next(said, "") or nearest(word, names)


def _names(model: type[BaseModel], path: Path) -> list[str]:
    """Return the names of the fields beside the last part of ``path``."""
    for part in path[:-1]:
        if isinstance(part, int):
            continue  # the items of a list have its model
        field = model.model_fields.get(part)
        found = _model(field.annotation) if field else None
        if found is None:
            return []
        model = found
    return list(model.model_fields)


def _model(annotation: Any) -> type[BaseModel] | None:
    """Return the model of a field, or of the items of a list, if it has one."""
    inner = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _raised(error: ValueError, path: Path) -> Iterator[Fault]:
    """Yield the faults that a validator raised, their paths now from the model."""
    match error:
        case Faults(faults=several):
            yield from (fault.below(path) for fault in several)
        case Fault():
            yield error.below(path)
        case SpecError(problems=elsewhere):
            yield Fault(str(error), path, elsewhere=elsewhere)
        case _:
            yield Fault(str(error), path)
