"""The fields that every kind of scene has, and what all documents share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, field_validator

from convscenes.spec import limits
from convscenes.spec.faults import Fault, did_you_mean, refuse, shown
from convscenes.spec.limits import Limit
from convscenes.spec.strict import Strict, as_tuple

FORMATS = ("mp4", "gif", "webm", "mov", "png", "svg", "pdf")


def _short(limit: Limit) -> AfterValidator:
    """Return the check that a text is within its limit."""

    def check(text: str) -> str:
        if broken := limit.broken_by(len(text)):
            raise Fault(broken)
        return text

    return AfterValidator(check)


def _one_line(text: str) -> str:
    if "\n" in text:
        raise Fault(f"must be one line, got {shown(text)}.")
    return text


def _different(outputs: tuple[str, ...]) -> tuple[str, ...]:
    refuse(
        Fault(f"{name} is listed twice. Remove one.", (place,))
        for place, name in enumerate(outputs)
        if name in outputs[:place]
    )
    return outputs


Title = Annotated[str, AfterValidator(_one_line), _short(limits.TITLE)]
Description = Annotated[str, _short(limits.DESCRIPTION)]
Label = Annotated[str, AfterValidator(_one_line), _short(limits.LABEL)]
Theme = Literal["dark", "light"]
Outputs = Annotated[
    tuple[Literal["mp4", "gif", "webm", "mov", "png", "svg", "pdf"], ...],
    BeforeValidator(as_tuple),
    AfterValidator(_different),
    WithJsonSchema({"type": "array", "items": {"enum": list(FORMATS)}, "uniqueItems": True}),
]


class Fields(Strict):
    """What every spec says; a kind's own fields come on top."""

    label_names: ClassVar[tuple[str, ...]] = ("input", "kernel", "output")
    """What ``labels`` may rename."""

    kind: str = Field(description="Which scene this is.")
    title: Title = Field(
        default="", description="One line at the top of the picture; without it, the kind's own."
    )
    description: Description = Field(
        default="", description="What there is to see, for those who cannot see it."
    )
    theme: Theme = Field(default="dark", description="The colours: dark or light.")
    pace: float = Field(
        default=1, ge=0.1, le=10, description="How fast it goes: 1 is normal, 2 twice as fast."
    )
    labels: dict[str, Label] = Field(
        default={}, description="Other names for the maps: input, kernel, output, …"
    )
    outputs: Outputs = Field(default=("mp4", "svg"), description="The files that regenerate makes.")

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, labels: dict[str, str]) -> dict[str, str]:
        refuse(cls._unknown_labels(labels))
        return labels

    @classmethod
    def _unknown_labels(cls, labels: dict[str, str]) -> Iterator[Fault]:
        for name in labels:
            if name not in cls.label_names:
                hint = did_you_mean(name, cls.label_names) or f"Known are: {', '.join(cls.label_names)}."
                yield Fault(f"unknown label. {hint}", (name,), at_key=True)
