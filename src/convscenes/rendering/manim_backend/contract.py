"""All internals of Manim that this package uses, and the check that the installed Manim has them.

They are not part of its public interface. A missing one is reported before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from types import CodeType

from convscenes.errors import RenderError

SERIES = "0.22."
"""The series of Manim that this package is written for and tested with."""
MANIM = "manim[typst]>=0.22,<0.23"
"""Its requirement for pip."""

MEMBERS = {
    "manim.Scene": (
        "add_mobjects_from_animations begin_animations compile_animation_data compile_animations construct "
        "get_mobject_family_members is_current_animation_frozen_frame play play_internal setup"
    ),
    "manim.Animation": "begin clean_up_from_scene create_starting_mobject finish interpolate _setup_scene",
    "manim.Camera": (
        "capture_mobjects get_cairo_context get_mobjects_to_display init_background reset "
        "set_cairo_context_color set_frame_to_background"
    ),
    "manim.Mobject": "get_center family_members_with_points shift",
    "manim.VMobject": "get_fill_rgbas get_stroke_rgbas get_stroke_width set_stroke",
    "manim.renderer.cairo_renderer.CairoRenderer": (
        "add_frame freeze_current_frame get_frame init_scene play render save_static_frame_data update_frame"
    ),
    "manim.camera.camera": "CAP_STYLE_MAP LINE_JOIN_MAP",
    "manim.utils.family": "extract_mobject_family_members",
    "manim.utils.iterables": "list_update",
    "manim": "CapStyleType LineJointType ManimColor VGroup Wait config linear smooth squish_rate_func",
}
"""Required members of modules and classes, by their paths."""
ATTRIBUTES = {
    "manim.Scene": (
        "always_update_mobjects animations camera duration foreground_mobjects mobjects moving_mobjects "
        "renderer static_mobjects stop_condition updaters"
    ),
    "manim.Animation": "introducer mobject rate_func remover run_time",
    "manim.Camera": (
        "background_color cairo_line_width_multiple frame_center frame_height frame_width n_channels "
        "pixel_array pixel_array_dtype pixel_height pixel_width"
    ),
    "manim.Mobject": "name points submobjects updaters z_index",
    "manim.VMobject": (
        "background_image background_stroke_rgbas background_stroke_width cap_style fill_rgbas joint_type "
        "stroke_rgbas stroke_width tolerance_for_point_equality"
    ),
    "manim.renderer.cairo_renderer.CairoRenderer": (
        "camera file_writer num_plays skip_animations static_image time"
    ),
}
"""Required attributes of instances."""
SETTINGS = (
    "background_opacity disable_caching format frame_height frame_rate frame_width from_animation_number "
    "media_dir pixel_height pixel_width progress_bar upto_animation_number verbosity"
)
"""Required keys of Manim's configuration."""


@cache
def check_contract() -> None:
    """Check that the installed Manim has all that is used.

    Raises:
        RenderError: it lacks something; the message names it, and the Manim to install.
    """
    if missing := ", ".join(lacking()):
        raise RenderError(
            f"Manim {version('manim')} cannot be used: it has no {missing}. "
            f"Install the one it is for: pip install '{MANIM}'."
        )


def lacking() -> Iterator[str]:
    """Yield the path of everything that is missing."""
    for place, names in MEMBERS.items():
        yield from (f"{place}.{name}" for name in names.split() if not hasattr(found(place), name))
    for place, names in ATTRIBUTES.items():
        known = attributes_of(found(place))
        yield from (f"{place}.{name}" for name in names.split() if name not in known)
    config = getattr(import_module("manim"), "config", {})
    yield from (f"manim.config.{key}" for key in SETTINGS.split() if key not in config)


def found(place: str) -> object:
    """Return the module or class at a dotted path, or None."""
    module, _, name = place.rpartition(".")
    try:
        return import_module(place)
    except ImportError:
        return getattr(found(module), name, None) if module else None


def attributes_of(kind: object) -> set[str]:
    """Return the names of the attributes that a class and its bases have, or that their methods use."""
    names: set[str] = set()
    for base in getattr(kind, "__mro__", ()):
        names.update(vars(base))
        for member in vars(base).values():
            code = getattr(getattr(member, "fget", member), "__code__", None)
            if isinstance(code, CodeType):
                names.update(code.co_names)
    return names
