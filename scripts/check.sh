#!/bin/sh
# Everything that is checked without running the workbook; each check runs, whatever the others find.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""
step() {
    name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed="$failed, $name"
}
step "style" $bin/ruff check
step "format" $bin/ruff format --check
step "types" $bin/mypy
step "layers" $bin/lint-imports
step "lessons" $bin/python notebooks/build.py --check
step "content" $bin/workbook lint
step "schemas" $bin/python -m workbook.content.schema --check
step "translations" $bin/python scripts/translations.py --check
if [ -n "$failed" ]; then
    printf '\nNot in order: %s\n' "${failed#, }" >&2
    exit 1
fi
printf '\nAll in order.\n'
