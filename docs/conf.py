"""How Sphinx builds the site, out of the folder that ``python -m docs.site`` stages."""

from importlib.metadata import version as version_of

project = "convscenes"
author = "convscenes contributors"
release = version_of("convscenes")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_typehints = "signature"

html_theme = "furo"
html_title = "convscenes"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_extra_path = ["../extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_search_summary = False  # it fetches pages, which browsers refuse to files
