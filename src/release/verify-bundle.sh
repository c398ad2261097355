#!/bin/bash
# Verifies a bundle before it is uploaded. gpg must know the public key.
#
#   verify-bundle.sh BUNDLE VERSION
set -euo pipefail
bundle=$(realpath "$1")
unpacked=$(mktemp -d "${TMPDIR:-/tmp}/bundle-XXXXXX")
trap 'rm -rf "$unpacked"' EXIT
(cd "$unpacked" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" --extract --file "$bundle")
cd "$(dirname "$0")/../.."
"${JAVA_HOME:+$JAVA_HOME/bin/}java" src/release/VerifyBundle.java "$unpacked" "$2"
echo "$bundle: no problem"
