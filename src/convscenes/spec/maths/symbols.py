"""What may stand in maths, by the names of Typst: nothing else is understood."""

# ruff: noqa: RUF001  # signs that look like letters

from __future__ import annotations

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - sigma tau "
    "upsilon phi chi psi omega"
).split()
GREEK = {
    **{name: chr(0x3B1 + number) for number, name in enumerate(_GREEK) if name != "-"},
    **{name.capitalize(): chr(0x391 + number) for number, name in enumerate(_GREEK) if name != "-"},
    "epsilon.alt": "ϵ",
    "phi.alt": "ϕ",
    "theta.alt": "ϑ",
}
OPERATORS = {
    "times": "×",
    "div": "÷",
    "dot": "⋅",
    "dot.op": "⋅",
    "ast": "∗",
    "ast.op": "∗",
    "convolve": "∗",
    "star": "⋆",
    "compose": "∘",
    "plus.minus": "±",
    "minus.plus": "∓",
    "plus.o": "⊕",
    "times.o": "⊗",
    "dot.o": "⊙",
    "eq.not": "≠",
    "lt.eq": "≤",
    "gt.eq": "≥",
    "approx": "≈",
    "equiv": "≡",
    "tilde": "∼",
    "prop": "∝",
    "in": "∈",
    "in.not": "∉",
    "subset": "⊂",
    "union": "∪",
    "inter": "∩",
    "emptyset": "∅",
    "forall": "∀",
    "exists": "∃",
    "sum": "∑",
    "product": "∏",
    "integral": "∫",
    "partial": "∂",
    "nabla": "∇",
    "infinity": "∞",
    "oo": "∞",
    "ell": "ℓ",
    "top": "⊤",
    "mid": "∣",
    "parallel": "∥",
    "arrow": "→",
    "arrow.r": "→",
    "arrow.l": "←",
    "arrow.l.r": "↔",
    "arrow.r.bar": "↦",
    "arrow.r.double": "⇒",
    "arrow.l.r.double": "⇔",
    "dots": "…",
    "dots.h": "…",
    "dots.c": "⋯",
    "prime": "′",
    "NN": "ℕ",
    "ZZ": "ℤ",
    "QQ": "ℚ",
    "RR": "ℝ",
    "CC": "ℂ",
}
SHORTHANDS = {
    "<=>": "⇔",
    "<->": "↔",
    "|->": "↦",
    "...": "…",
    "->": "→",
    "<-": "←",
    "=>": "⇒",
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    ":=": "≔",
    "-": "−",
    "*": "∗",
    "~": "∼",
}
"""What stands for a sign in Typst, the longest first."""
NAMES = frozenset("arg cos det dim exp gcd inf lim ln log max min mod Pr sin sup tan tanh tr".split())
"""Operators that are upright words."""
WORDS = {**GREEK, **OPERATORS}
SIGNS = frozenset("+=<>,;:!.|?·") | frozenset(WORDS.values()) | frozenset(SHORTHANDS.values())
"""Characters that stand for themselves."""
BRACKETS = {"(": ")", "[": "]", "{": "}"}
ENCLOSING = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}
"""Functions that are brackets."""
ROOT = "sqrt"
ACCENTS = {
    "hat": "\u0302",
    "tilde": "\u0303",
    "macron": "\u0304",
    "overline": "\u0305",
    "dot": "\u0307",
    "arrow": "\u20d7",
}
STYLES = frozenset({"bold", "upright", "cal"})
FUNCTIONS = frozenset({ROOT, *ACCENTS, *STYLES})
"""Functions of one row."""
