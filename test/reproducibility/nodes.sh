#!/usr/bin/env bash
# Brings other versions of Node with the npm package `node` and trains with each: model files must be the
# same, byte for byte. Where that package cannot be had it says so, and goes on with the Node at hand.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
nodes=("$(command -v node)")
for version in 20.11 latest; do
  if timeout 180 npm install --silent --no-audit --no-fund --prefix "$folder/$version" "node@$version" &&
    "$folder/$version/node_modules/node/bin/node" --version >/dev/null; then
    nodes+=("$folder/$version/node_modules/node/bin/node")
  else
    echo "reproducibility: Node $version could not be had from npm; NOT compared with it"
  fi
done
node test/reproducibility/same-bytes.js "${nodes[@]}"
