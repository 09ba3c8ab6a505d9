# Everything a contributor does, one command each. It needs Python 3.11 to 3.14, and make; the rest goes into .venv.

PYTHON ?= python3
VENV ?= $(CURDIR)/.venv
export VENV# recipes read it as "$$VENV": a folder's name may hold spaces, quotation marks and the like
BIN := "$$VENV"/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURS := "$$VENV"/made-by-make.txt# our mark: an environment without it is never cleared
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
SEED ?= $(shell date +%Y%m%d)# of the changes that are tried: others every day, the same again when named
NODE := .cache/node/node_modules/.bin
BUNDLE := rnn-lesson-$(VERSION)$(if $(filter no,$(SOLUTIONS)),-without-solutions)$(if $(filter no,$(RUN)),-without-python)
RUNTIME := $(if $(filter no,$(RUN)),,runtime)# RUN=no: readers cannot run code in the pages

export PYTHONPATH := $(CURDIR):$(CURDIR)/hooks# a copied tree uses its own code, whatever the environment has installed
export PYTHONDONTWRITEBYTECODE := 1
export NO_MKDOCS_2_WARNING := 1# Material's notice about its end of life, repeated at every build
export OPENBLAS_NUM_THREADS := 1# small products are slower and erratic on two threads
export SOURCE_DATE_EPOCH := 1767225600# a fixed day, so that two builds are the same byte for byte

.PHONY: serve site runtime offline hand-out test test-docs check-html check-js format-js lighthouse reading pages node test-browser test-run test-firefox test-digits test-mutants test-notebooks lint check-links check-weaknesses check-workflows update looked-at trained check-sources test-seeds seeds times bench bench-build pin clean environment help

serve: environment  ## build the site and serve it with live reload (the address is printed)
	$(BIN)/python -m mkdocs serve --livereload $(if $(ADDRESS),--dev-addr $(ADDRESS))

site: environment $(RUNTIME)  ## build the site strictly into site/; a failed build leaves the old one whole
	$(BIN)/python -m publish.whole_site site
	@echo "The site is in site/"

runtime: environment  ## fetch the Python that readers run in the pages, once, into .cache; without a source the pages do without
	@$(BIN)/python -m publish.runtime .cache/runtime

offline: environment $(RUNTIME)  ## one archive in dist/ that opens without a server; SOLUTIONS=no and RUN=no leave something out
	OFFLINE=true SITE_URL= $(BIN)/python -m publish.whole_site .cache/offline $(BUNDLE) dist

hand-out: site  ## the whole lesson as one PDF in dist/, printed by the machine's Chromium
	$(BIN)/python -m publish.print_pdf site hand-out/ dist/$(BUNDLE)-hand-out.pdf

test: environment  ## everything that CI runs; the site first, so that workers find trained and run what it needs
	$(MAKE) --no-print-directory --jobs=2 lint site
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --codeblocks tests docs README.md

test-docs: environment  ## the contract of the pages and their code, in seconds
	$(BIN)/python -m pytest --codeblocks docs README.md tests/lesson/test_contract.py

test-browser: environment  ## the explorers in the machine's Chromium, and their functions in Node
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder tests/browser tests/widgets

test-run: site  ## every block of code, in the machine's Chromium: for a new release of the Python that runs there
	RUN=required $(BIN)/python -m pytest tests/browser/test_run.py tests/hooks/publish/test_runtime.py tests/hooks/publish/test_python_parts.py

test-firefox: site offline  ## every page, served and from a disk, in a Firefox that FIREFOX names
	$(BIN)/python -m tests.firefox.whole_site site dist/$(BUNDLE).zip "$(FIREFOX)"

test-digits: environment  ## change digits and number words of the pages, one at a time: how many do the checks notice?
	$(BIN)/python -m tests.mutations.digits --sample 120 --seed $(SEED)

test-mutants: environment  ## change operators and constants of the code, one at a time: how many do the tests notice?
	$(BIN)/python -m tests.mutations.code rnn_docs --sample 60 --seed $(SEED)
	$(BIN)/python -m tests.mutations.code hooks --sample 60 --seed $(SEED)

test-notebooks: site  ## run the notebooks that the site offers, in a fresh environment
	$(BIN)/python -m tests.site.downloaded_notebooks site

check-html: site node  ## what html-validate says of the built pages
	$(NODE)/html-validate --config tests/html-validate.json site

check-js: node  ## what Biome and the TypeScript compiler say of our scripts: lint, layout, types from JSDoc
	$(NODE)/biome check --config-path=tests/javascript.json --error-on-warnings .
	$(NODE)/tsc --project hooks
	$(NODE)/tsc --project hooks/widgets/run/page
	$(NODE)/tsc --project hooks/widgets/run/worker

format-js: node  ## our scripts laid out
	$(NODE)/biome format --config-path=tests/javascript.json --write .

lighthouse: site node  ## Lighthouse on a page of each kind; only a quiet machine reaches its scores
	$(BIN)/python -m tests.site.lighthouse site $(NODE)/lighthouse

reading: site  ## a table of the core path: words, both times, how long the sentences are
	$(BIN)/python -m tests.reading site

pages: site  ## a table of all pages, the worst first: weight, axe, formulas, keys, words without JavaScript
	$(BIN)/python -m tests.site.pages_table site

node:  # checkers from npm, in a folder of their own; they need Node 20
	test -x $(NODE)/lighthouse -a -x $(NODE)/biome || npm install --prefix .cache/node --no-save --ignore-scripts --no-audit --no-fund --silent html-validate@10.17.0 lighthouse@12.8.2 @biomejs/biome@2.6.8 typescript@7.0.2

check-workflows:  ## what zizmor says of the workflows: rights, pins, and what strangers could reach
	"$(PYTHON)" -m venv --clear .cache/zizmor
	.cache/zizmor/bin/python -m pip install --quiet --disable-pip-version-check zizmor==1.32.0
	.cache/zizmor/bin/zizmor --offline --no-progress --quiet --min-severity medium .github

check-links: site  ## ask every outside host that the site links to whether the page is still there
	$(BIN)/python -m publish.outside_links site

check-weaknesses:  ## whether a weakness is known of a pinned package
	"$(PYTHON)" -m venv --clear .cache/audit
	.cache/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	.cache/audit/bin/pip-audit --require-hashes --disable-pip --requirement constraints.txt

lint: environment  ## ruff, mypy, and the rules for questions
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m features.question_lint
	$(BIN)/python -m mypy

update: environment  ## rewrite checked literals, tables and expected outputs in the pages
	$(BIN)/python hooks/update_docs.py

looked-at: environment  ## write down where the parts of all drawings stand, and say which have changed
	$(BIN)/python hooks/looked_at.py

trained: environment  ## train what the pages show, once; later builds read it
	$(BIN)/python -m results

check-sources: environment  ## fetch the data's packages again and compare
	$(BIN)/python -m tests.rnn_docs.check_sources

test-seeds: environment  ## train every stored run again and compare
	ALL_SEEDS=1 $(BIN)/python -m pytest tests/rnn_docs/tasks/test_task_claims.py

seeds: environment  ## choose every rate and train every model with all its seeds again, and store it (TASKS="recall …")
	$(BIN)/python -m results.seeds $(TASKS)

times: environment  ## time a training step of every network of every comparison again, and store it
	$(BIN)/python -m results.step_times

bench: environment  ## time the cells against PyTorch, if that is installed
	env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE $(BIN)/python -m benchmarks

bench-build: environment  ## compare the build with plain MkDocs on the same pages
	$(BIN)/python -m benchmarks.build

pin: environment  ## pin all dependencies again, with hashes and without addresses
	$(BIN)/python -m uv pip compile pyproject.toml --all-extras --universal --fork-strategy fewest --generate-hashes --no-header --quiet --upgrade -o constraints.txt

clean:  ## remove what was built and kept; the environment stays
	rm -rf .cache .pytest_cache .mypy_cache .ruff_cache .site.new .site.old site dist

help:  ## this list
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "make %-18s %s\n", $$1, $$2 }' Makefile

# The environment is made anew when it was made elsewhere, from other pins or never to its end (the last line of `set-up`
# notes place and pins), or when its Python is gone. One that is named on the command line (VENV=/elsewhere) belongs to somebody else: it is used as it is.
environment:
ifeq ($(origin VENV),file)
	@{ pwd; cat constraints.txt; } | cmp -s - $(OURS) && $(BIN)/python -c "" 2>/dev/null || $(MAKE) --no-print-directory set-up
else
	@test -x $(BIN)/python || { echo "There is no environment in $$VENV"; exit 1; }
endif

# uv takes a third of pip's time. It needs the network as pip does, but reads none of pip's settings: where it fails, pip tries.
.PHONY: set-up
set-up:
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { echo 'Python 3.11 to 3.14 is needed: name one, as in make PYTHON=python3.13'; exit 1; }
	@test ! -e "$$VENV" || test -e $(OURS) || { echo "$$VENV was not made here: rename or remove it, then try again"; exit 1; }
	@echo "Setting up $$VENV (once; up to a minute): Python"
	@rm -rf "$$VENV" || { touch $(OURS); exit 1; }
	@mkdir -p "$$VENV" && touch $(OURS)
	@"$(PYTHON)" -m venv "$$VENV"
	@echo "Setting up: the packages, each compared with its hash"
	@sed -n '/^uv==/,/# via/p' constraints.txt | $(PIP) --require-hashes -r /dev/stdin && $(BIN)/python -m uv pip install --quiet --require-hashes --compile-bytecode --python "$$VENV" -r constraints.txt || { echo 'uv could not install them; now pip tries'; $(PIP) --require-hashes -r constraints.txt; } || { echo 'The packages could not be installed: pip says above why. This step needs a network, once.'; exit 1; }
	@echo "Setting up: the project itself"
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@{ pwd; cat constraints.txt; } > $(OURS)
