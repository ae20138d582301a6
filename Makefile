# Everything starts here. Each target sets up what it needs in .venv first: tools/bootstrap.sh.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help up brief paper test prove lint bench clean

export PYTHONUTF8 := 1
BIN := .venv/bin
ARGS ?=
PORT ?= 8765
# The rooms that every number passes through are covered to 95%; a chosen part of the tests is not asked for it.
COVER := $(if $(ARGS),,--cov=tanlu.registers --cov=tanlu.evidence --cov=tanlu.lineage --cov=tanlu.brief --cov-report= --cov-fail-under=95)
# Every processor works, up to four, a file at a time; a chosen part is done before workers have started.
WORKERS := $(if $(ARGS),,--numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder)

help:
	@printf '%s\n' \
	  'Tanlu 探路 · from a sourced figure to a bilingual brief · 从有出处的数字到双语简报' \
	  '' \
	  '  make up      set up, then serve the site (PORT=8765) · 自动安装，并启动网站' \
  '  make brief   set up, then write the brief in both languages · 自动安装，并生成中英文简报' \
	  '  make paper   the same, and as PDF · 同上，并生成 PDF' \
	  '  make test    set up, then run the tests · 自动安装，并运行测试' \
	  '  make prove   the long proofs: browser, other readers, network · 完整验证：浏览器、独立工具、网络' \
	  '  make lint    check style, types, architecture, dependencies · 检查风格、类型、架构与依赖' \
	  '  make bench   measure time and memory · 测量时间与内存' \
	  '  make clean   remove .venv and caches, keep out/ · 清除 .venv 与缓存，保留 out/' \
	  '  make help    this help · 显示本帮助' \
	  '' \
	  '  Options · 选项:  PYTHON=python3.12   ARGS="-k claims"   PIP_INDEX_URL=... (a mirror · 镜像)'

up:
	@sh tools/bootstrap.sh core paper site
	@$(BIN)/tanlu up --port $(PORT) $(ARGS)

brief:
	@sh tools/bootstrap.sh core
	@$(BIN)/tanlu brief $(ARGS)

paper:
	@sh tools/bootstrap.sh core paper
	@$(BIN)/tanlu brief --format html,pdf $(ARGS)

test:
	@sh tools/bootstrap.sh core test
	@$(BIN)/python -m pytest -m "not prove" $(WORKERS) $(COVER) $(ARGS)

prove:
	@sh tools/bootstrap.sh core test prove spark peers
	@$(BIN)/python -m pytest -m prove $(ARGS)

lint:
	@sh tools/bootstrap.sh core test lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

bench:
	@sh tools/bootstrap.sh core paper test peers
	@$(BIN)/python -m benchmarks $(ARGS)

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	@find src tests tools benchmarks -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
