#!/bin/sh
# Sets up .venv. "sh scripts/setup.sh trainee" installs what a trainee needs; "... dev" the tools for tests as well.
# Nothing happens when nothing has changed. What "dev" set up is kept by "trainee", for it has everything.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-trainee}
venv=.venv
stamp=$venv/workbook-setup

tell() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        fits "$PYTHON" || fail "PYTHON is set to $PYTHON, which is not a Python from 3.11 to 3.14."
        echo "$PYTHON"
        return
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && fits "$name"; then
            echo "$name"
            return
        fi
    done
}

if [ "$kind" = trainee ] && [ -f "$stamp" ] && grep -q '^dev ' "$stamp"; then
    kind=dev
fi
case $kind in
    trainee) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) fail "Say 'trainee' or 'dev', not '$kind'." ;;
esac
# The project is reinstalled when its metadata or the files change that an installation copies.
state="$kind $(cat "$lock" pyproject.toml labextension/package.json labextension/static/remoteEntry.js | cksum)"

if [ -x $venv/bin/python ] && fits $venv/bin/python; then
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
        exit 0
    fi
else
    rm -rf $venv
fi

uv=$(command -v uv || true)
if [ ! -x $venv/bin/python ]; then
    python=$(find_python)
    if [ -n "$uv" ]; then
        tell "Making .venv with uv ..."
        uv venv --quiet --python "${python:->=3.11,<3.15}" $venv ||
            fail "uv could not make .venv: the lines above say why." \
                "Without a Python from 3.11 to 3.14 here, uv fetches one, and that needs a connection."
    else
        [ -n "$python" ] || fail \
            "The workbook needs Python 3.11, 3.12, 3.13 or 3.14, and none was found." \
            "Install one from your system's packages or from python.org, then try again." \
            "If it has an unusual name: make setup PYTHON=/where/it/is/python3"
        tell "Making .venv with $("$python" --version) ..."
        "$python" -m venv $venv || {
            rm -rf $venv
            fail "$python cannot make virtual environments." \
                "On Debian and Ubuntu: apt install python3-venv    (as root, or with sudo)"
        }
    fi
fi

tell "Installing the workbook (half a minute or so, this once) ..."
trouble="The packages could not be installed: the lines above say why. Most often the connection is at fault; try again."
if [ -n "$uv" ]; then
    uv pip sync --require-hashes --python $venv/bin/python "$lock" || fail "$trouble"
    uv pip install --quiet --no-deps --reinstall --python $venv/bin/python -e . || fail "$trouble"
else
    $venv/bin/python -m pip --version >/dev/null 2>&1 || $venv/bin/python -m ensurepip >/dev/null ||
        fail "There is no pip in .venv and none can be added: delete the folder .venv and try again."
    pip="$venv/bin/python -m pip install --disable-pip-version-check --no-deps"
    $pip --require-hashes -r "$lock" || fail "$trouble"
    $pip --quiet -e . || fail "$trouble"
fi
# Each lesson starts an own process: reading our own source each time would cost it a tenth of a second.
$venv/bin/python -m compileall -q workbook
echo "$state" >"$stamp"
tell "Set up: the commands are in $venv/bin."
