#!/bin/sh
# Recompiles the hashed requirement files. `sh tools/lock.sh --upgrade` takes the newest versions.
set -eu
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv

# The header would name the options of whoever ran this; a fixed text keeps the files the same everywhere.
export UV_CUSTOM_COMPILE_COMMAND="sh tools/lock.sh"

# Each layer is bound to those before it, so the order matters. `fewest` gives every Python the same versions.
for layer in build core paper site test lint prove spark peers; do
    "$uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 --fork-strategy fewest \
        --no-emit-index-url --no-emit-find-links "$@" \
        --output-file "requirements/$layer.txt" "requirements/$layer.in"
done
