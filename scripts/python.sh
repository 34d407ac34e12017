#!/bin/sh
# Prints the path of a Python 3.11 or later that can make environments; as root installs Debian's when there is none.
able() { "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
find_one() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        found=$(command -v "$name") && able "$found" && { echo "$found"; return 0; }
    done
    return 1
}
find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "  … Python is missing or cannot make environments; installing python3 and python3-venv" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -q update && apt-get -q install -y --no-install-recommends python3 python3-venv; } \
        </dev/null >/dev/null || exit 1
    find_one && exit 0
fi
echo "Python 3.11 or later with venv is needed. On Debian:  apt-get install -y make python3 python3-venv" >&2
exit 1
