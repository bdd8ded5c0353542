# make start    sets everything up and opens the workbook
# make test     sets everything up and runs all tests
# make help     the rest

.DEFAULT_GOAL := help
.PHONY: help setup dev start test check notebooks translations bench train lock
export PYTHON CHROMIUM

help:  ## what there is
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

setup:  ## what a trainee needs, in .venv; quick when nothing has changed
	@sh scripts/setup.sh trainee

dev:  ## the same, and the tools for tests and checks
	@sh scripts/setup.sh dev

start: setup  ## open the workbook; make start ARGS="--lang nl"
	@.venv/bin/workbook start $(ARGS)

test: dev  ## all tests, and every lesson in every language; make test ARGS="-k lessons"
	@CHROMIUM="$$(.venv/bin/python scripts/ensure_browser.py)" && export CHROMIUM && \
	.venv/bin/python scripts/run_tests.py $(ARGS)

check: dev  ## style, types, layers, lessons, content, translations
	@sh scripts/check.sh

notebooks: dev  ## build the lessons from their sources
	@.venv/bin/python notebooks/build.py

translations: dev  ## take new strings into the catalogues, and compile them
	@.venv/bin/python scripts/translations.py

bench: dev  ## speed and memory, as ratios to a bare notebook
	@.venv/bin/python -m scripts.bench $(ARGS)

train: dev  ## train coder, suggestions and hearing on their examples, write their weights and cards; most of an hour
	@.venv/bin/python -m training.train_coder
	@.venv/bin/python -m training.train_thoughts
	@.venv/bin/python -m training.train_balance
	@.venv/bin/uv pip install -q --group train --python .venv/bin/python
	@.venv/bin/python -m training.train_hearing

lock: export PATH := $(CURDIR)/.venv/bin:$(PATH)
lock: dev  ## pin versions anew; make lock ARGS=--upgrade takes the newest that fit
	uv lock $(ARGS)
	uv export -q --extra lab --format requirements.txt --no-emit-project --no-header --no-annotate -o requirements.lock
	uv export -q --all-extras --format requirements.txt --no-emit-project --no-header --no-annotate -o requirements-dev.lock
	uv export -q --all-extras --no-hashes --format requirements.txt --no-emit-project --no-header --no-annotate -o constraints.txt
