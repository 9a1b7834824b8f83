#!/bin/sh
# A folder that installs Planassistent on a machine without internet: wheels, the embedding model, install.sh, a unit for
# systemd, and checksums of it all. For machines with the Python version and the processor of the one it is made on.
#
#     bundle.sh PYTHON WHEEL MODEL FOLDER
#
# PYTHON has pip; WHEEL is Planassistent's; MODEL is the folder of the built model; FOLDER must not be there yet.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=$1 wheel=$2 model=$3 folder=$4
constraints=$here/../constraints.txt

mkdir -p "$(dirname "$folder")"
mkdir "$folder"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/wheels" "$folder/models"
PIP_CONSTRAINT=$constraints "$python" -m pip wheel --quiet --wheel-dir "$folder/wheels" "$wheel" pip
cp "$constraints" "$folder/constraints.txt"
cp -R "$model" "$folder/models/"
# A model that was built with an earlier version has the float weights too, which nothing reads.
rm -f "$folder/models/$(basename "$model")/model.safetensors"
cp "$here/install.sh" "$here/planassistent.service" "$folder/"
cp "$here/../docs/installing.md" "$folder/README.md"
"$python" -c 'import platform, sys; print("%d.%d %s" % (*sys.version_info[:2], platform.machine()))' >"$folder/PYTHON"
(cd "$folder" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
trap - EXIT
echo "$folder: $(find "$folder/wheels" -name '*.whl' | wc -l) wheels, $(du -sh "$folder" | cut -f1)"
