"""Specs: YAML text with positions, and the field types that kinds share. Knows no kind, no Manim."""

from convscenes.spec.arrays import Weights
from convscenes.spec.card import Card
from convscenes.spec.channels import ChannelConvolutionFields, TransposedChannelFields
from convscenes.spec.checking import check, kind_of
from convscenes.spec.document import Document, Position
from convscenes.spec.faults import Fault, Faults
from convscenes.spec.fields import Fields, SteppedFields
from convscenes.spec.matrix import Input, Kernel, Matrix
from convscenes.spec.operations import (
    ConvolutionFields,
    DirectedFields,
    EitherDirectionFields,
    MatrixFields,
    OperationFields,
    TransposedConvolutionFields,
)
from convscenes.spec.playlist import Entry, Playlist, is_playlist
from convscenes.spec.reader import read
from convscenes.spec.strict import OutputPadding, Padding, PerAxis

__all__ = [
    "Card",
    "ChannelConvolutionFields",
    "ConvolutionFields",
    "DirectedFields",
    "Document",
    "EitherDirectionFields",
    "Entry",
    "Fault",
    "Faults",
    "Fields",
    "Input",
    "Kernel",
    "Matrix",
    "MatrixFields",
    "OperationFields",
    "OutputPadding",
    "Padding",
    "PerAxis",
    "Playlist",
    "Position",
    "SteppedFields",
    "TransposedChannelFields",
    "TransposedConvolutionFields",
    "Weights",
    "check",
    "is_playlist",
    "kind_of",
    "read",
]
