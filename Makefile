# make run [REPORTS=folder, file or .zip]   set up, analyse, serve the dashboard on http://localhost:8501
# make test                                 set up, check the style, run the tests
.PHONY: run test bench evaluate setup clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

run: setup
	$(BIN)/python -m analysis.corpora $(if $(REPORTS),"$(REPORTS)")
	@echo "The dashboard is on http://localhost:$(PORT)"
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -n auto --ignore=tests/browser
	$(BIN)/pytest -n 0 tests/browser

bench: setup
	$(BIN)/python -m tests.benchmark
	$(BIN)/python -m tests.benchmark_words
	$(BIN)/python -m tests.benchmark_pages

evaluate: setup
	$(BIN)/python -m analysis evaluate ../shared/gold/labels ../shared/reports/seeds/*.txt ../shared/reports/labelled/*.txt

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) data/store .pytest_cache .ruff_cache .hypothesis
