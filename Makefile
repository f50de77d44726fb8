# `make` alone explains itself. CI calls the same names.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: help setup up down clean logs fmt lint types rooms check check-web test test-fast \
        test-browser test-observe test-proxy test-containers test-long bench screens contracts web lock images sboms \
        k8s-manifests

VERSION    := $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
UV_VERSION := $(shell sed -n 's/^uv==\([^ ]*\) .*/\1/p' requirements.lock)
UV         := .tools/bin/uv
PY         := .venv/bin/python
PACKAGES   := $(wildcard libs/*) $(wildcard services/*) cli infra/local
export UV_PYTHON_DOWNLOADS := never
export UV_NO_CONFIG := 1
# A house is many processes of the same code: each would compile all of it at every start.
unexport PYTHONDONTWRITEBYTECODE
export UV_BUILD_CONSTRAINT := requirements.lock

help: ## Show what there is to do
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} \
	      /^[a-z0-9-]+:.*## / {printf "  \033[36mmake %-16s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Run it
up: setup ## Start everything on this machine, with simulators and a printed sign-in (Ctrl-C stops)
	@$(PY) -m medianest.local up

down: setup ## Stop what `make up` started elsewhere
	@$(PY) -m medianest.local down

clean: ## Forget all state of `make up` (.run)
	@if [ -x $(PY) ]; then $(PY) -m medianest.local clean; else rm -rf .run; fi

logs: setup ## Follow the logs of `make up` (s=downloads for one service)
	@tail -n 50 -F .run/logs/$(or $(s),*).log

##@ Check it
check: lint types rooms ## Lint, types and rooms, in a few seconds

lint: setup ## Ruff: rules and format
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: setup ## mypy, strict
	@.venv/bin/mypy

rooms: setup ## import-linter: who may import whom
	@.venv/bin/lint-imports

check-web: web ## The web app: Biome, types, its tests, and the API that it was made for
	@cd web && npm run -s lint && npm run -s types && npm run -s api:check && npm run -s test && npm run -s budgets

test: setup ## All tests that need no browser, on throw-away servers (t=path for some)
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder \
	      -m "not browser and not long and not observe and not proxy and not containers" $(t)

test-fast: setup ## Rules and translations only: no servers, no sockets
	@$(PY) -m pytest -m "not browser and not long and not observe and not proxy and not containers" -q libs/contracts services/*/tests/test_*.py tests/contract tests/house

test-browser: setup web ## Journeys through the pages in a real Chromium
	@$(PY) -m pytest -m "browser and not long" tests/journeys

test-observe: setup ## Rules and dashboards in a real Prometheus (Debian: apt-get install prometheus)
	@$(PY) -m pytest -m observe tests/observe

test-proxy: setup ## The gateway behind the proxy that ships, a real Caddy (Debian: apt-get install caddy)
	@$(PY) -m pytest -m proxy services/gateway/tests

test-containers: setup ## Build the images, bring Compose up, walk through it over TLS (needs Docker)
	@$(PY) -m pytest -m containers tests/containers

test-long: setup web ## The tests that take minutes, or measure
	@$(PY) -m pytest -m long -rP

screens: setup ## Take the pictures in docs/screens anew, of what `make up` runs (in a house that is new)
	@$(PY) docs/screens/take.py

bench: setup ## Measure beside peers; prints tables, keeps bench/results/*.json
	@$(PY) -m bench

##@ Change it
fmt: setup ## Format the code
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix-only -q .

contracts: setup ## Write schemas, AsyncAPI and docs/events.md anew from libs/contracts
	@$(PY) -m medianest.contracts.generate

web: setup ## Build the web app, if its sources changed
	@$(PY) -m medianest.local web

lock: .tools/.uv-$(UV_VERSION) ## Resolve the Python dependencies anew into requirements.lock
	@rm -f uv.lock
	@env -u UV_NO_CONFIG -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL $(UV) lock -q
	@env -u UV_NO_CONFIG $(UV) export -q --frozen --no-emit-workspace --no-header --no-annotate \
	      --all-packages --group dev > requirements.lock

##@ Ship it
ENGINE     ?= docker
IMAGES     := gateway identity requests downloads status notify suite
IMAGE_ARGS  = $(if $(BASE),--build-arg BASE=$(BASE)) $(if $(NODE),--build-arg NODE=$(NODE)) \
              $(if $(CA),--secret id=ca$(comma)src=$(CA))
comma      := ,

images: ## Build an image for each service (ENGINE=podman, BASE=image@sha256:…, CA=file)
	@for service in $(IMAGES); do \
	  DOCKER_BUILDKIT=1 $(ENGINE) build -f infra/images/Dockerfile $(IMAGE_ARGS) \
	    --build-arg SERVICE=$$service --build-arg VERSION=$(VERSION) \
	    --build-arg REVISION=$$(git rev-parse HEAD) -t medianest/$$service:$(VERSION) . || exit 1; done

sboms: ## List what is in each image, as CycloneDX, in dist/sbom
	@for service in $(IMAGES); do \
	  DOCKER_BUILDKIT=1 $(ENGINE) build -f infra/images/Dockerfile $(IMAGE_ARGS) --target sbom \
	    --build-arg SERVICE=$$service -o dist/sbom/$$service . || exit 1; done

k8s-manifests: setup ## The chart as plain documents, in dist/medianest.yaml (values=file)
	@mkdir -p dist
	@$(PY) infra/k8s/manifests.py $(if $(values),--values $(values)) > dist/medianest.yaml
	@echo "dist/medianest.yaml"

##@ Set up (the others do it by themselves)
setup: .venv/.ready ## Python packages from the lock, into .venv

.tools/.uv-$(UV_VERSION):
	@echo "Fetching uv $(UV_VERSION) …"
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "MediaNest needs Python 3.11 or newer; this is $$(python3 --version)."; exit 1; }
	@python3 -m venv .tools
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock | .tools/bin/pip install -q \
	  --disable-pip-version-check --no-deps --require-hashes -r /dev/stdin
	@touch $@

.venv/.ready: .tools/.uv-$(UV_VERSION) requirements.lock pyproject.toml $(addsuffix /pyproject.toml,$(PACKAGES))
	@echo "Installing Python packages …"
	@[ -x $(PY) ] || $(UV) venv -q --python "$$(python3 -c 'import sys; print(sys.executable)')" .venv
	@$(UV) pip sync -q --require-hashes requirements.lock
	@$(UV) pip install -q --no-deps $(addprefix -e ./,$(PACKAGES))
	@# It runs where it may write nothing: uncompiled it would be compiled at each download.
	@$(PY) -m compileall -q .venv/lib/python*/site-packages/yt_dlp
	@touch $@
