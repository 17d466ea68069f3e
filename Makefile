# SPDX-License-Identifier: Apache-2.0
#
# The front door. Every target has one line of help (`make help`); a target without one is a bug.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export JAVA_HOME = $(shell scripts/find-jdk 2>/dev/null)
# Two modules at a time: a test against a real API server mostly waits, and so do two.
MAVEN = ./mvnw -B -ntp -T 2 $(MAVEN_ARGS)
PREFIX ?= /usr/local

.PHONY: help
help: ## Print this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z][a-z0-9-]*:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: prerequisites
prerequisites: ## Check for the tools the build needs, and install missing Debian packages when run as root
	@scripts/prerequisites
	@scripts/find-jdk >/dev/null

.PHONY: build
build: prerequisites ## Compile everything and assemble dist/target/paddock, without tests
	@rm -rf dist/target/paddock/lib
	@$(MAVEN) -q -pl dist -am -Dmaven.test.skip=true -Dspotless.check.skip=true package
	@scripts/assemble . dist/target/paddock

.PHONY: native
native: build ## Compile Kubernetes, KWOK, CoreDNS and the CUE and Helm workers into ~/.cache/paddock, once (about 5 minutes on 2 cores)
	@"$(JAVA_HOME)/bin/java" -cp 'dist/target/paddock/lib/*' dev.paddock.embedded.binaries.NativeBuildMain

.PHONY: check
check: prerequisites ## Pure and golden tests, format, Error Prone and NullAway: the loop while writing code
	$(MAVEN) -DskipITs verify

.PHONY: native-test
native-test: prerequisites ## Tests of the workers that are written in Go
	@for module in cue helm; do (cd native/$$module && go test ./...); done

.PHONY: it
it: native native-test ## Tests against a real API server
	$(MAVEN) -Dtier.tests='**/*IT.java' -DskipUnitTests verify

# Tests look at pages; whoever only builds or runs Paddock needs no browser.
e2e test: export PADDOCK_BROWSER = yes

.PHONY: e2e
e2e: native ## Tests of whole fleets: hub, spokes and agents as processes, faults included
	$(MAVEN) -pl e2e -am -Dtier.tests='**/*E2E.java' -DskipUnitTests verify

.PHONY: test
test: native native-test ## Every test of every tier
	$(MAVEN) verify

.PHONY: demo
demo: native ## Start a hub and two spokes, deploy platforms, and show what runs where
	@scripts/demo

.PHONY: bench
bench: build ## Measure a fleet and write bench/results (BENCH_ARGS="--scale 0" leaves a part out)
	$(MAVEN) -q -pl bench -am -Pbench -DskipUnitTests -Dspotless.check.skip=true -Dbench.args="$(BENCH_ARGS)" package

.PHONY: crds
crds: prerequisites ## Write deploy/crds from the API types
	$(MAVEN) -q -pl api -am -DskipTests -Dspotless.check.skip=true -Pcrds process-classes

.PHONY: docs
docs: prerequisites ## Write docs/reference from the API types and the commands
	$(MAVEN) -q -pl api,cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Pdocs process-classes

.PHONY: format
format: prerequisites ## Format the Java sources
	$(MAVEN) -q spotless:apply

.PHONY: install
install: build ## Put `paddock` under PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/lib/paddock" "$(DESTDIR)$(PREFIX)/bin"
	cp -a dist/target/paddock/. "$(DESTDIR)$(PREFIX)/lib/paddock/"
	ln -sf ../lib/paddock/bin/paddock "$(DESTDIR)$(PREFIX)/bin/paddock"

.PHONY: clean
clean: ## Remove what was built here (the compiled Kubernetes stays in ~/.cache/paddock)
	rm -rf target ./*/target
