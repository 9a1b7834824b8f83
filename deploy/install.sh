#!/bin/sh
# Installs Planassistent from this folder, without internet.
#
#     ./install.sh [FOLDER]                          # /opt/planassistent where none is named
#     PYTHON=/usr/bin/python3.12 ./install.sh        # with another Python than python3
#
# What is installed in FOLDER already is replaced; data, which are elsewhere, are not touched. Stop the server first.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/planassistent}
python=${PYTHON:-python3}

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

cd "$here"
sha256sum --check --quiet --strict SHA256SUMS || fail "this folder is damaged: copy it once more"
read -r version machine <PYTHON
command -v "$python" >/dev/null || fail "$python is not there: install Python $version, or name it: PYTHON=… ./install.sh"
found=$("$python" -c 'import platform, sys; print("%d.%d %s" % (*sys.version_info[:2], platform.machine()))')
[ "$found" = "$version $machine" ] || fail "this folder is for Python $version on $machine; $python is $found"
mkdir -p "$target" 2>/dev/null && [ -w "$target" ] || fail "$target cannot be written: name another folder, or be root"
target=$(cd "$target" && pwd)

echo "Installing in $target …"
rm -rf "$target/.venv" "$target/models.new"
"$python" -m venv --without-pip "$target/.venv"
pip=$(echo wheels/pip-*.whl)
PYTHONPATH=$pip "$target/.venv/bin/python" -m pip --isolated --disable-pip-version-check install --quiet \
    --no-index --find-links wheels --constraint constraints.txt pip planassistent
cp -R models "$target/models.new"
rm -rf "$target/models"
mv "$target/models.new" "$target/models"
PLANASSISTENT_MODEL_DIR=$target/models "$target/.venv/bin/planassistent" model build
sed "s|/opt/planassistent|$target|g" planassistent.service >"$target/planassistent.service"
cp README.md "$target/README.md"

cat <<END
Installed. To try it:

    export PLANASSISTENT_MODEL_DIR=$target/models PLANASSISTENT_DATA_DIR=\$HOME/planassistent-data
    $target/.venv/bin/planassistent ingest
    $target/.venv/bin/planassistent serve

As a service of systemd: $target/planassistent.service; $target/README.md tells how.
END
