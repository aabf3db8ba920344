"""Texts by language: ``title: {en: A stamp, de: Ein Stempel}``. A text alone is that of every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from convscenes.spec.faults import Fault, refuse
from convscenes.spec.strict import Strict
from convscenes.spec.wording import faults_of
from convscenes.words import ENGLISH, languages


@dataclass(frozen=True)
class ByLanguage:
    """What a field's type is annotated with where it may be given by language.

    All texts are checked. That in the language of the spec, ``info.context["language"]``, is the value; where
    there is none in it, ``absent`` is, as if nothing had been written, or it is refused if that is None.
    """

    absent: Any = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap the check of one text."""
        return core_schema.with_info_wrap_validator_function(self._chosen, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both forms to editors."""
        text = handler(schema)
        texts = {
            "type": "object",
            "properties": dict.fromkeys(languages(), text),
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [text, texts]}

    def _chosen(self, given: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if not isinstance(given, dict):
            return check(given)
        texts = _checked(given, check)
        language = info.context["language"] if info.context else ENGLISH
        if self.absent is None and language not in texts:
            raise Fault(f'nothing in "{language}", the language of this. Add "{language}: …".')
        return texts.get(language, self.absent)


def _checked(given: Mapping[Any, Any], check: ValidatorFunctionWrapHandler) -> dict[str, Any]:
    """Return the checked texts; raises Faults for all that is wrong with them."""
    texts: dict[str, Any] = {}
    faults = [] if given else [Fault("empty. Give it a text, or one by language.")]
    for tag, text in given.items():
        if tag not in languages():
            known = ", ".join(languages())
            faults.append(Fault(f"unknown language. Known are: {known}.", (tag,), at_key=True))
            continue
        try:
            texts[tag] = check(text)
        except ValidationError as error:
            faults += [fault.below((tag,)) for fault in faults_of(error, Strict)]
    refuse(faults)
    return texts
