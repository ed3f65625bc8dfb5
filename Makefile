# Goodwill: two commands do everything on a machine with Python, git and make.
#
#   make demo    make the environment, then a made-up company, and open its portfolio
#   make test    make the environment, then run every test
#
# uv is used where it is present; else venv and pip, from the hashed export of the lock.

SHELL   := /bin/bash
PYTHON  ?= python3
VENV    := .venv
SPARK   := .venv-spark
AUDIT   := .venv-audit
DOCS    := .venv-docs
RELEASE := .venv-release
BIN     := $(VENV)/bin
UV      := $(shell command -v uv 2>/dev/null)
JOBS    ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types format bench flame train telltales replies pictures vendor lock clean debian-packages spark soak sbom audit site dist

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 16

demo: $(VENV)/.run  ## a made-up company: import it, judge it, open its portfolio
	@echo 'The program is $(BIN)/goodwill; in a shell of your own:  source $(BIN)/activate'
	@$(BIN)/goodwill demo

test: $(VENV)/.dev debian-packages  ## every test; what is missing is skipped by name, but Chromium, without which they fail
	@$(BIN)/pytest -n $(JOBS) --dist worksteal

check: test spark  ## what the build runs: every test (style, types and imports are among them)

spark: $(SPARK)/.spark debian-packages  ## the tests that need Spark, in an environment of their own
	@$(SPARK)/bin/pytest tests/lake tests/engines

soak: $(VENV)/.dev debian-packages  ## kill, damage and starve a book for an hour; a line for each promise
	@for what in "crash --all-points" "crash --random 200" "crash --together 20" \
		"io_faults --points 200" "power_cut --states 2000" "bit_rot --rounds 200" "upgrades" "bombs" "surroundings" "imap" "rights" "forgotten"; do \
		$(BIN)/python -W ignore -m tests.soak.$$what || failed=1; done; exit $${failed:-0}

.PHONY: fuzz
fuzz: $(VENV)/.dev  ## ten minutes on each of six readers of what strangers send: make fuzz [SECONDS=600] [TARGETS="mail csv"]
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/fuzz.txt || echo "No atheris here: inputs are changed at random."
	@$(BIN)/python -W ignore -m tests.fuzz.run $(TARGETS) --seconds $(or $(SECONDS),600)

sbom: $(AUDIT)/.audit  ## every package that Goodwill runs on, with its hashes: sbom.json (CycloneDX), from the lock
	@$(AUDIT)/bin/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --mc-type application \
		--sv 1.6 --output-reproducible --validate -o sbom.json && echo "sbom.json: $$(grep -c '"purl"' sbom.json) packages"

audit: $(AUDIT)/.audit  ## known weaknesses of what is locked; asks PyPI's database
	@for part in run dev spark audit; do \
		$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/$$part.txt || failed=1; done; exit $${failed:-0}

site: $(VENV)/.dev $(DOCS)/.docs  ## the documentation as a site that needs no network: build/site; its commands run, its links followed
	@$(BIN)/python -m tools.site --zensical $(DOCS)/bin/zensical

dist: $(RELEASE)/.release  ## wheel and sdist into dist/, made twice: the same commit, the same bytes
	@rm -rf dist build/again && export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) && for where in dist build/again; do \
		$(RELEASE)/bin/python -m build --no-isolation --outdir $$where . >/dev/null || exit 1; done
	@diff --recursive dist build/again && cd dist && sha256sum *

lint: $(VENV)/.dev  ## style and imports only
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(VENV)/.dev  ## types only
	@$(BIN)/mypy

format: $(VENV)/.dev  ## put the source in its usual shape
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

train: $(VENV)/.dev  ## make the shipped models from training/; the same sentences, the same bytes
	@$(BIN)/python -m goodwill.lab.train

telltales: $(VENV)/.dev  ## work out what tells the cues that were changed
	@$(BIN)/python -m goodwill.lab.telltales

replies: $(VENV)/.dev  ## fit the odds of an answer again: make replies ARCHIVES="a.mbox b.mbox"
	@$(BIN)/python -m goodwill.lab.replies $(ARCHIVES)

pictures: $(VENV)/.dev  ## take the pictures of docs/pages.md anew; needs Chromium
	@$(BIN)/python tools/pictures.py

bench: $(VENV)/.dev  ## measure all beside peers: make bench ARCHIVE=mails.mbox [QUICK=1]
	@$(BIN)/python -m bench $(ARCHIVE) $(if $(QUICK),--quick) --keep

flame: $(VENV)/.dev  ## where time goes, as a picture: make flame ARCHIVE=mails.mbox
	@$(BIN)/python -m bench.flame $(if $(WHAT),--book $(BOOK) $(WHAT),import $(ARCHIVE))

vendor:  ## fetch anew what the web page takes from npm, as tools/vendor/package-lock.json pins it
	@npm ci --prefix tools/vendor --ignore-scripts --no-audit --no-fund --silent
	@$(PYTHON) tools/vendor/copy_vendored.py

lock: pyproject.toml  ## after a change of dependencies: the lock and its hashed exports
	@uv lock --quiet
	@uv export --quiet --frozen --no-emit-project --no-dev --no-header -o requirements/run.txt
	@uv export --quiet --frozen --no-emit-project --all-extras --no-extra spark --no-header -o requirements/dev.txt
	@uv export --quiet --frozen --no-emit-project --extra spark --extra postgres --no-header -o requirements/spark.txt
	@uv export --quiet --frozen --only-group fuzz --no-header -o requirements/fuzz.txt
	@uv export --quiet --frozen --only-group audit --no-header -o requirements/audit.txt
	@uv export --quiet --frozen --only-group docs --no-header -o requirements/docs.txt
	@uv export --quiet --frozen --only-group release --no-header -o requirements/release.txt
	@uv export --quiet --frozen --no-emit-project --no-dev --extra postgres --extra mcp --no-header -o requirements/serve.txt

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(call install,run)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@$(call install,dev)
	@touch $@ $(VENV)/.run

$(SPARK)/.spark: requirements/spark.txt pyproject.toml
	@$(MAKE) --no-print-directory VENV=$(SPARK) $(SPARK)/.made
	@touch $@

$(SPARK)/.made:
	@$(call install,spark)

$(AUDIT)/.audit: requirements/audit.txt
	@$(PYTHON) -m venv $(AUDIT) && $(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DOCS)/.docs: requirements/docs.txt
	@$(PYTHON) -m venv $(DOCS) && $(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(RELEASE)/.release: requirements/release.txt
	@$(PYTHON) -m venv $(RELEASE) && $(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# $(1) is the name of the export. The package itself goes in as a link to the source.
ifneq ($(UV),)
install = test -x $(BIN)/python || uv venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV); \
	uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/$(1).txt \
	&& uv pip install --quiet --python $(BIN)/python --no-deps -e .
else
install = $(PYTHON) tools/check_python.py && { test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); } \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
endif

debian-packages:  ## programs that some tests talk to, where Debian's packages may be installed
	@tools/debian_packages.sh

clean:  ## remove the environment and everything made by a run
	@rm -rf $(VENV) $(SPARK) $(AUDIT) $(DOCS) $(RELEASE) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
