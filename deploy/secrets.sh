#!/bin/sh
# The secrets that compose.yaml names, made at random: secrets.sh [FOLDER] (secrets/ beside compose.yaml where none is named).
# What is there already stays as it is. The folder is its owner's alone; in a container its files are read by another user.
set -eu

folder=${1:-$(cd "$(dirname "$0")/.." && pwd)/secrets}

random() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

mkdir -p "$folder"
chmod 700 "$folder"
[ -e "$folder/database_password" ] || random >"$folder/database_password"
[ -e "$folder/secret_key" ] || random >"$folder/secret_key"
[ -e "$folder/database_url" ] ||
    printf 'postgresql://planassistent:%s@database/planassistent' "$(cat "$folder/database_password")" >"$folder/database_url"
chmod 644 "$folder/database_password" "$folder/secret_key" "$folder/database_url"
