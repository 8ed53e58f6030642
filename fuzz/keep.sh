#!/usr/bin/env bash
# Puts into kept/ what of corpus/ it takes to cover what all of it covers:
# ./keep.sh [TARGET...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
bin=${CARGO_TARGET_DIR:-target}/$(rustc -vV | sed -n 's/^host: //p')/release
ulimit -s 262144
export ASAN_OPTIONS=detect_leaks=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p kept
for target in ${@:-$(ls corpus)}; do
    mkdir "$work/$target"
    "$bin/$target" -set_cover_merge=1 -max_len=32768 -rss_limit_mb=4000 \
        "$work/$target" "corpus/$target" >"$work/log" 2>&1
    tar -C "$work" --sort=name --owner=0 --group=0 --mtime=@0 -cJf "kept/$target.tar.xz" "$target"
done
