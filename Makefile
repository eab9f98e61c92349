# make demo   an example round from ledger to verified sealed package, in ./example
# make test   everything: style, types, layers, tests with coverage
# make bench  speed, as ratios to a floor measured in the same run; best on a calm machine
#
# All Python packages live in ./.venv. System packages are installed only where apt-get may be
# used without asking; elsewhere the one line to run is printed.

.DELETE_ON_ERROR:
.PHONY: demo test bench venv lint tests coverage pictures clean
MAKEFLAGS += --no-print-directory

# The first interpreter that is new enough and really starts.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt
RECIPE := pyproject.toml constraints.txt

demo: .venv/installed
	@$(BIN)/python -m compileall -q ynreview ui resources
	@rm -rf example
	@$(BIN)/ynreview demo example

test: witnesses lint tests coverage

venv: .venv/installed-for-tests

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本。请先安装 python3，再重新运行。"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/packages \
		"module|ensurepip|$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv

.venv/installed: $(RECIPE) | $(BIN)/python
	@echo "安装 Python 软件包到 .venv（首次约一两分钟）"
	@$(INSTALL) --editable .
	@touch $@

.venv/installed-for-tests: $(RECIPE) | $(BIN)/python
	@echo "安装 Python 软件包到 .venv（首次约一两分钟）"
	@$(INSTALL) --editable '.[dev]'
	@touch .venv/installed $@

# Programs that check our work without us, and the libraries Qt wants even without a display.
.PHONY: witnesses
witnesses:
	@sh .ci/packages \
		"command|openssl|openssl" "command|unzip|unzip" "command|sha256sum|coreutils" \
		"command|pdftotext|poppler-utils" "command|soffice|libreoffice-calc-nogui" \
		"library|libGL.so.1|libgl1" "library|libEGL.so.1|libegl1" \
		"library|libxkbcommon.so.0|libxkbcommon0" "library|libfontconfig.so.1|libfontconfig1" \
		"library|libdbus-1.so.3|libdbus-1-3" "library|libglib-2.0.so.0|libglib2.0-0" \
		"command|Xvfb|xvfb" "command|xdotool|xdotool" \
		"library|libxcb-cursor.so.0|libxcb-cursor0" "library|libxcb-icccm.so.4|libxcb-icccm4" \
		"library|libxcb-util.so.1|libxcb-util1" "library|libxcb-image.so.0|libxcb-image0" \
		"library|libxcb-randr.so.0|libxcb-randr0" "library|libxcb-sync.so.1|libxcb-sync1" \
		"library|libxcb-render-util.so.0|libxcb-render-util0" "library|libxcb-xkb.so.1|libxcb-xkb1" \
		"library|libxcb-xfixes.so.0|libxcb-xfixes0" "library|libX11-xcb.so.1|libx11-xcb1" \
		"library|libxcb-keysyms.so.1|libxcb-keysyms1" "library|libxcb-shape.so.0|libxcb-shape0" \
		"library|libxkbcommon-x11.so.0|libxkbcommon-x11-0" || true

lint: .venv/installed-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

tests: .venv/installed-for-tests
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=

# Where a figure or a proof is made, every line and branch is tested; elsewhere nine in ten.
WHOLE := kernel rulebook scoring packages
coverage:
	@for part in $(WHOLE); do \
		report="$(BIN)/coverage report --include=ynreview/$$part/*"; \
		printf 'coverage %s ' $$part; \
		$$report --format=total --precision=2 --fail-under=100 || { $$report; exit 1; }; \
	done
	@printf 'coverage overall '; $(BIN)/coverage report --format=total --precision=2 --fail-under=90

# The pictures of the read-mes, taken anew by the tests that look at the window.
SHOWN := home=first-work-0-728 scoring=expert-reading-0-728 standing=chair-standing-closed-0-728 \
	grading=chair-grading-graded-0-728 verify=verify-intact-0-728
LOOKING := $(addprefix tests/ui/,test_first_page.py test_verify.py expert/test_pictures.py \
	chair/test_pictures.py)
pictures: .venv/installed-for-tests
	QT_QPA_PLATFORM=offscreen YNREVIEW_SHOTS=1 $(BIN)/pytest -n 2 --dist loadfile -k fit $(LOOKING)
	@for one in $(SHOWN); do \
		cp "build/shots/$${one#*=}-light-1366.png" "docs/pictures/$${one%%=*}.png"; \
	done

bench: .venv/installed-for-tests
	$(BIN)/pytest -m benchmark tests/benchmarks

clean:
	rm -rf .venv example build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find ynreview ui resources tests -name __pycache__ -type d -prune -exec rm -rf {} +
