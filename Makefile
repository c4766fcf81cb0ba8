# Every job of the project. `make run` and `make test` set up what they need.

STATISTICS ?= seeds
SCENARIO ?= scenarios/bromley.scenario
HEADROOM = .build/release/headroom
BUILD = swift build -c release

.PHONY: run test campaign kills bench build setup format lint docs mutate coverage documented fuzz clean

run: build
	@set -e; code=0; $(HEADROOM) run $(SCENARIO) --statistics $(STATISTICS) || code=$$?; \
	if [ $$code -gt 1 ]; then exit $$code; fi; \
	folder=$$($(HEADROOM) runs show $(basename $(notdir $(SCENARIO))) \
	  | awk '$$1 == "folder" { print $$2 }'); \
	reports=out/reports/$$(basename $$folder); \
	mkdir -p $$reports; \
	$(HEADROOM) report $$folder --audience board -o $$reports/board.html; \
	$(HEADROOM) export notebook $$folder -o $$reports/notebook >/dev/null; \
	$(HEADROOM) export xlsx $$folder --force -o $$reports/finance.xlsx >/dev/null; \
	echo "The board's report is $$reports/board.html; the workbook is $$reports/finance.xlsx;" \
	  "the notebook is $$reports/notebook/forecast.ipynb."

build: setup
	$(BUILD) --product headroom

setup:
	@scripts/setup

test: setup
	swift test -c release --disable-testable-imports
	@if [ -d ../shared/methods ]; then \
	  $(BUILD) --product headroom && scripts/golden; \
	else echo "skipped: worked examples in ../shared/methods are not here"; fi
	$(BUILD) --product headroom && scripts/lsp-session && scripts/report-check \
	  && scripts/workbook-check

# The random tests at full size: a million steps of models, ten thousand generators, a thousand
# models held against their exact moments, a hundred thousand tables made safe.
campaign: setup
	HEADROOM_CAMPAIGN=full swift test -c release --disable-testable-imports \
	  --filter 'CohortsTests|DisclosureControlTests'

# Runs killed at KILLS random moments: nothing half-written may ever be accepted.
kills: build
	scripts/kill-campaign $(or $(KILLS),300)

bench: build
	scripts/bench

format:
	swift format -i -r --parallel Sources Tests Package.swift Benchmarks

lint:
	swift format lint --strict -r --parallel Sources Tests Package.swift Benchmarks

mutate: setup
	scripts/mutate --count $(or $(COUNT),60) $(if $(ROOM),--target $(ROOM))

coverage: setup
	scripts/coverage

documented: setup
	scripts/documented

docs: setup
	@mkdir -p docs/site
	@for target in LinearAlgebra Probability Periods Regression Forecasting Cohorts; do \
	  swift package --allow-writing-to-directory docs/site generate-documentation \
	    --target $$target --transform-for-static-hosting \
	    --output-path docs/site/$$target || exit 1; \
	done

# Inputs made to find crashes and hangs in the language and its server; TIME seconds a target.
fuzz:
	scripts/fuzz $(or $(TIME),600) $(TARGET)

clean:
	swift package clean
	rm -rf out docs/site
