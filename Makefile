# The two commands to begin with: `make demo` shows the tool at work, `make test` runs every test.
CONFIGURATION ?= Release
export CONFIGURATION
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1
cli := artifacts/bin/autoschematic
output := artifacts/bin/Autoschematic.Cli/$(shell echo $(CONFIGURATION) | tr A-Z a-z)/autoschematic

.PHONY: help build cli python services test demo fmt snap bench soak fuzz dist vscode editor clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

build: ## the command line tool, at artifacts/bin/autoschematic, and packages of the SDKs, in artifacts/packages
	@echo "building the whole solution with its tests (a few minutes the first time)"
	@dotnet build Autoschematic.slnx -c $(CONFIGURATION) --nologo -v quiet -clp:NoSummary
	@ln -sfn Autoschematic.Cli/$(notdir $(patsubst %/,%,$(dir $(output))))/autoschematic $(cli)
	@eng/pack.sh
	@echo "built $(cli); to have it on PATH: export PATH=\"$(CURDIR)/artifacts/bin:\$$PATH\""

# Only what the demo needs: the tests of everything take much longer to build than the tool.
cli:
	@echo "building the command line tool (about a minute the first time)"
	@dotnet build src/Autoschematic.Cli -c $(CONFIGURATION) --nologo -v quiet -clp:NoSummary
	@ln -sfn Autoschematic.Cli/$(notdir $(patsubst %/,%,$(dir $(output))))/autoschematic $(cli)

python: ## the Python environment in .venv
	@eng/python-env.sh

services:
	@eng/services.sh

test: build python services ## all tests, or those of one area: make test AREA=Ron
	@AREA=$(AREA) eng/test.sh

demo: cli python ## import, change, apply, drift and pull against a dashboard server
	@samples/quickstart/demo.sh

fmt: ## format the C# sources
	dotnet format Autoschematic.slnx

snap: build python ## accept what the tests print now as their snapshots
	@AUTOSCHEMATIC_ACCEPT=1 AREA=$(AREA) eng/test.sh

bench: build python ## one table of what is measured, against peers and limits: make bench SECTIONS="ron start"
	@eng/release.sh
	@bench/run.py $(SECTIONS)

soak: build python ## long runs: 500 real kills of an apply (CASES, SEED), 100 of what outlives commands, then ten minutes of fuzzing the RON library
	@eng/soak.sh
	@$(MAKE) --no-print-directory fuzz

fuzz: build
	artifacts/bin/Autoschematic.Ron.Fuzz/$(notdir $(patsubst %/,%,$(dir $(output))))/Autoschematic.Ron.Fuzz $(or $(SECONDS),600) $(or $(SEED),1)

dist: build python services ## the native program, its archive, the dotnet tool and the packages of `make build`, all tried out
	@eng/dist.sh

vscode: cli ## the VS Code extension, tested and packed into artifacts/packages
	@eng/editors.sh test
	@eng/editors.sh package

editor: cli python vscode ## the extension in a real editor, with pictures in artifacts/pictures
	@eng/code-server.sh
	@PICTURES=$(CURDIR)/artifacts/pictures eng/editors.sh test editor/

clean: ## everything that was built
	rm -rf artifacts .venv
