#!/bin/sh
# Makes every size the bundles need from the three drawings. Needs npx (it fetches the Tauri CLI) and ImageMagick.
# Small sizes have drawings of their own, because a seal of four pixels is a smudge.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

tauri() {
    npx --yes @tauri-apps/cli@2.12.5 "$@"
}

drawn() { # drawing, sizes...
    drawing=$1
    shift
    for size in "$@"; do
        tauri icon "$drawing" --output "$work" --png "$size" >/dev/null 2>&1
    done
}

drawn icon-16.svg 16 20
drawn icon-32.svg 24 32 40 48
drawn icon.svg 64 128 256 512
for size in 32 64 128 256 512; do
    cp "$work/${size}x${size}.png" .
done
cp 256x256.png 128x128@2x.png
# The 32 pixel layer comes first: the shell of Windows takes the first one for a window that says nothing.
layers=""
for size in 32 16 20 24 40 48 64 256; do
    layers="$layers $work/${size}x${size}.png"
done
# shellcheck disable=SC2086
convert $layers icon.ico
tauri icon icon.svg --output "$work/all" >/dev/null 2>&1
cp "$work/all/icon.icns" icon.icns
