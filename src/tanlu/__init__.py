"""Tanlu 探路: from a sourced figure to a bilingual brief for coal regions in transition."""

__version__ = "0.1.0"
