# SPDX-License-Identifier: EUPL-1.2
PYTHON ?= python3
UV     ?= uv
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK   := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build

export PIP_ROOT_USER_ACTION := ignore
export PIP_REQUIRE_VIRTUALENV := 1

.PHONY: help install install-dev demo stop test aanval keuring bench opmaak lock schoon nieuw-venv
.DELETE_ON_ERROR:

help:
	@echo 'make demo     install and open it in a browser  installeren en openen in een browser'
	@echo 'make stop     stop the database of the demo     de databank van de demo stoppen'
	@echo 'make test     everything that CI checks         alles wat CI controleert'
	@echo 'make install  only install, in .venv            alleen installeren, in .venv'
	@echo 'make aanval   send 10,000 hostile requests      10.000 vijandige verzoeken sturen'
	@echo 'make keuring  look up known holes (network)     bekende lekken opzoeken (netwerk)'
	@echo 'make bench    measure                           meten'
	@echo 'make opmaak   format the code                   de code opmaken'
	@echo 'make lock     lock the dependencies again (uv)  de afhankelijkheden opnieuw vastzetten (uv)'
	@echo 'make schoon   throw away what make made         weggooien wat make maakte'

install: $(VENV)/.run
install-dev: $(VENV)/.dev

# A virtual environment holds absolute paths: one that was moved, copied or half made is built anew.
ifneq ($(shell test -x $(BIN)/python && cat $(VENV)/.plaats 2>/dev/null),$(CURDIR))
$(VENV)/.run $(VENV)/.dev: nieuw-venv
endif

$(VENV)/.run: requirements.txt pyproject.toml
	@$(SCHRIJFBAAR)
	@echo 'Installing Wijkregie in $(VENV) / Wijkregie wordt geïnstalleerd in $(VENV)'
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(SCHRIJFBAAR)
	@echo 'Installing what tests need / Wat de tests nodig hebben wordt geïnstalleerd'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

nieuw-venv:
	@$(SCHRIJFBAAR)
	@$(GESCHIKT)
	@$(PYTHON) -m venv --clear $(VENV)
	@printf '%s' '$(CURDIR)' > $(VENV)/.plaats

demo: install
	@$(BIN)/wijkregie demo $(if $(POORT),--poort $(POORT))

stop:
	@if [ -x $(BIN)/wijkregie ]; then $(BIN)/wijkregie databank stop; fi

# A file stays on one core, so that what its tests share is made once; tests/conftest.py puts the long ones first, so that cores end together.
OP_ALLE_KERNEN := -n auto --dist loadfile --no-loadscope-reorder

test: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy wijkregie
	$(BIN)/lint-imports --no-logo
	$(BIN)/python .ci/keuring.py licenties
	$(BIN)/python -m pytest $(OP_ALLE_KERNEN)
	$(BIN)/wijkregie protocol controle
	find wijkregie/protocollen -path '*/scenarios/*.yaml' -print0 | sort -z | xargs -0 $(BIN)/wijkregie proef

# Another seed sends others: make aanval ZAAD=5
aanval: install-dev
	WIJKREGIE_AANVAL=10000 WIJKREGIE_AANVAL_ZAAD=$(or $(ZAAD),4) $(BIN)/python -m pytest -s --show-capture=no tests/aanval/test_vijandig.py

keuring:
	@$(PYTHON) -m venv $(VENV)-keuring
	@$(VENV)-keuring/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)-keuring/bin/python .ci/keuring.py lekken $$(date +%F)

bench: install-dev
	$(BIN)/python -m bench

opmaak: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

schoon: stop
	rm -rf $(VENV) $(VENV)-keuring .wijkregie build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

define SCHRIJFBAAR
for map in . $(VENV); do \
	if [ -e "$$map" ] && [ ! -w "$$map" ]; then \
		echo "Cannot write in $(CURDIR)/$$map: it belongs to $$(stat -c %U "$$map"), you are $$(id -un). Make a copy of your own (git clone or cp -r) and run make there." >&2; \
		echo "Kan niet schrijven in $(CURDIR)/$$map: die map is van $$(stat -c %U "$$map"), u bent $$(id -un). Maak een eigen kopie (git clone of cp -r) en draai make daar." >&2; \
		exit 1; \
	fi; \
done
endef

define GESCHIKT
if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	echo "Python 3.11 or newer is needed and $(PYTHON) is not that. Name another one: make PYTHON=python3.12" >&2; \
	echo "Python 3.11 of nieuwer is nodig en $(PYTHON) is dat niet. Noem een andere: make PYTHON=python3.12" >&2; \
	exit 1; \
fi; \
if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: sudo apt install python3-venv. Then run make again." >&2; \
	echo "$(PYTHON) kan geen virtuele omgeving maken. Op Debian of Ubuntu: sudo apt install python3-venv. Draai make daarna opnieuw." >&2; \
	exit 1; \
fi
endef
