# Every target is a small script in scripts/; read it to see what it does.
.DEFAULT_GOAL := help
.PHONY: help run test setup build sqlx bench load lighthouse clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## install what is missing, build, and serve http://localhost:3000 with demo data
	@scripts/run

test: ## everything CI runs: format, lints, queries, tests, size budget, browser
	@scripts/test

setup: ## only install what is missing
	@scripts/setup run

build: ## only the release build (skipped when nothing changed)
	@scripts/setup run && scripts/build

sqlx: ## write services/.sqlx anew after a query or migration changed
	@scripts/setup test && scripts/with-schema scripts/sqlx-prepare

bench: ## CPU, requests/s, latency and memory with 10,000 gigs; a first visit; what accounts cost
	@scripts/bench

load: ## Artillery: the whole main job over REST, 5, 10 and 20 arrivals a second, five minutes
	@scripts/setup load && scripts/build && scripts/with-stack --stack load --port 4370 --fresh -- bench/artillery/run

lighthouse: ## Lighthouse on home, listing and gig page (phone preset)
	@scripts/setup lighthouse && scripts/build && scripts/with-stack --stack lighthouse --port 4380 -- node bench/lighthouse/run.mjs

clean: ## throw away private databases, demo files and builds (.local, target)
	@scripts/clean
