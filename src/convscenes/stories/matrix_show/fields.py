"""The fields of matrix-show: one matrix, or several by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from convscenes.spec import Fault, Input, limits
from convscenes.spec import Fields as CommonFields
from convscenes.spec.faults import refuse, shown
from convscenes.spec.fields import line_problem
from convscenes.spec.matrix import Array


class Fields(CommonFields):
    """One matrix as ``input``, or up to four as ``matrices``, a mapping of names to matrices."""

    kind: Literal["matrix-show"]
    synonyms: ClassVar[tuple[str, ...]] = (
        "matrix", "image", "picture", "array", "grid", "pixels", "tensor",
    )  # fmt: skip
    label_names: ClassVar[tuple[str, ...]] = (
        "input", *(f"matrix-{number}" for number in range(1, limits.SHOWN_MATRICES.maximum + 1)),
    )  # fmt: skip

    input: Input | None = Field(default=None, description="The matrix to show, where it is only one.")
    matrices: dict[str, Input] = Field(
        default={}, description="The matrices to show, one to four, each after the name it is to bear."
    )

    @field_validator("matrices", mode="before")
    @classmethod
    def _named(cls, matrices: Any, info: ValidationInfo) -> Any:
        """Check how many there are, and their names."""
        if isinstance(matrices, dict):
            refuse(_faults(matrices, info))
        return matrices

    @field_validator("matrices")
    @classmethod
    def _one_way(cls, matrices: dict[str, Array], info: ValidationInfo) -> dict[str, Array]:
        """Check that there is something to show, and that it is given in one way."""
        if matrices and info.data.get("input") is not None:
            raise Fault('give either "input" or "matrices". Remove one.')
        if not matrices and info.data.get("input", ...) is None:
            raise Fault(
                'nothing to show. Add "matrices: {Its name: [[1, 2], [3, 4]]}" or "input: [[1, 2], [3, 4]]".'
            )
        return matrices


def _faults(matrices: dict[Any, Any], info: ValidationInfo) -> Iterator[Fault]:
    if broken := limits.SHOWN_MATRICES.broken_by(len(matrices)):
        yield Fault(broken)
    for name in matrices:
        if not isinstance(name, str):
            yield Fault(f"a name must be text, got {shown(name)}.", (name,), at_key=True)
        elif not name.strip():
            yield Fault("a name must not be empty.", (name,), at_key=True)
        elif wrong := line_problem(name, limits.SHOWN_NAMES, info):
            yield Fault(wrong, (name,), at_key=True)
    if broken := limits.SHOWN_NAMES.broken_by(sum(len(str(name)) for name in matrices)):
        yield Fault(broken)
