# The habits of the house. `make run` and `make test` do all the set-up that they need; `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# tools/summary tells the steps of this run from those of earlier ones by it.
export MAKE_STARTED := $(shell date -u +%FT%TZ)

export PATH := $(CURDIR)/.tools/bin:$(if $(CARGO_HOME),$(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)

# cargo-leptos expects a program named after its package, which is `server`.
export LEPTOS_BIN_EXE_NAME := lang-nghe

STEP := tools/step
SERVER := target/release/lang-nghe
# `frontend` is WASM only, so a workspace command for this machine leaves it out.
RUST := --workspace --exclude frontend

# What cargo-leptos tells a binary that it starts itself.
RUN_ENV := LEPTOS_ENV=PROD LEPTOS_OUTPUT_NAME=lang-nghe LEPTOS_SITE_ROOT=target/site LEPTOS_SITE_PKG_DIR=pkg \
  LEPTOS_HASH_FILES=true LANG_NGHE_SITE_DIR=target/site

# The release is built again only when something that goes into it is newer than this stamp.
RELEASE := target/release/.lang-nghe-built
RELEASE_INPUTS := $(shell find app frontend server crates style public data -type f \
  -not -path '*/tests/*' -not -path '*/benches/*' 2>/dev/null) Cargo.toml $(wildcard Cargo.lock .cargo/config.toml)

.PHONY: help setup setup-run run dev build test check fmt clippy deny unit e2e typecheck bench eval screenshots clean FORCE

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## Install everything that building, running and testing need (a second run takes a second)
	@tools/setup test

setup-run:
	@tools/setup run

run: build ## Build, make a database with demonstration data in var/ and serve on 127.0.0.1:3000
	@$(RUN_ENV) $(SERVER) seed --demo
	@exec env $(RUN_ENV) $(SERVER) serve

# Its debug builds and site files live apart, so that `make dev` and `make test` do not undo each other's work.
dev: setup-run ## Serve a debug build that rebuilds itself at every change
	@CARGO_TARGET_DIR=target/dev LEPTOS_SITE_ROOT=target/dev/site LANG_NGHE_SITE_DIR=target/dev/site cargo leptos watch --split -- serve

build: setup-run $(RELEASE) ## Build the release: server, WASM, hashed and precompressed site files

$(RELEASE): $(RELEASE_INPUTS) $(if $(and $(wildcard $(SERVER)),$(wildcard target/site)),,FORCE)
	@$(STEP) release "Building the release" "6 min from nothing, 2 min after a change" \
	  cargo leptos build --release --precompress --split
	@test -x $(SERVER) && touch $@

test: setup fmt deny clippy unit build e2e ## Run all the checks and tests: rules, both databases, routes, real browsers
	@tools/summary

check: setup fmt deny clippy typecheck ## Only the checks: format, dependencies, lints, types

fmt:
	@$(STEP) fmt "Checking the format" "2 s" cargo fmt --all --check

deny:
	@$(STEP) deny "Checking the dependencies: bans, licences, sources" "5 s" cargo deny check bans licenses sources

clippy:
	@$(STEP) clippy "Linting what runs on the server" "2 min from nothing" \
	  cargo clippy $(RUST) --all-targets -- -D warnings
	@$(STEP) clippy-wasm "Linting what runs in the browser" "1 min from nothing" \
	  cargo clippy --package frontend --target wasm32-unknown-unknown -- -D warnings

unit: setup ## Run the Rust tests on SQLite and on a private PostgreSQL
	@$(STEP) unit "Running the Rust tests on SQLite and PostgreSQL" "4 min from nothing" \
	  tools/with-postgres env LANG_NGHE_REQUIRE_POSTGRES=1 cargo nextest run $(RUST)
	@if grep -rqE '^ *//[/!] ```' app/src server/src crates/*/src; then \
	  $(STEP) doctests "Running the examples of the documentation" "20 s" cargo test --quiet --doc $(RUST); \
	fi

e2e: setup build typecheck ## Run the browser tests against the release build
	@$(STEP) e2e "Running the browser tests" "3 min" npm --prefix end2end run --silent test

typecheck:
	@$(STEP) typecheck "Checking the types of the browser tests" "5 s" npm --prefix end2end run --silent typecheck

bench: build ## Measure the release server on 100,000 petitions (not part of the tests)
	@$(RUN_ENV) tools/bench/run

eval: ## Measure the text analysis: one table with aims and intervals (data sets beside the repository are used when there)
	@cargo run --quiet --release -p analysis --example eval

screenshots: setup build ## Take the pictures of docs/pictures again
	@$(STEP) screenshots "Taking the pictures" "1 min" npm --prefix end2end run --silent screenshots

clean: ## Delete what was built; var/ and the installed tools stay
	rm -rf target end2end/test-results end2end/playwright-report
