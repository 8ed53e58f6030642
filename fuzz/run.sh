#!/usr/bin/env bash
# Runs fuzz targets one after another, so many seconds each, and adds what
# they did to log/: ./run.sh SECONDS [TARGET...]
#
# What is found goes to corpus/ and artifacts/; small inputs made by hand are
# read from seeds/ and from the fixtures of the crates.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
seconds=${1:?usage: ./run.sh SECONDS [TARGET...]}
shift
bin=${CARGO_TARGET_DIR:-target}/$(rustc -vV | sed -n 's/^host: //p')/release
declare -A fixtures=(
    [docx]=../crates/docx/tests/constructs
    [odt]=../crates/docx/tests/constructs
    [pdf]=../crates/pdf/tests/files
)
# Parsers of deep documents get as much stack as a scan gives them.
ulimit -s 262144
for target in "${@:-docx dutch exchange judgements lexicon model odt pdf project review sidecar worker}"; do
    for target in $target; do
        mkdir -p "corpus/$target" "seeds/$target" artifacts log
        log=log/$target-$(date -u +%F-%H%M%S)
        TIMEFORMAT='cpu: %U %S'
        # Where it ends with a fault, the next target still has its turn.
        { time "$bin/$target" -max_total_time="$seconds" -print_final_stats=1 -timeout=60 \
            -rss_limit_mb=3000 -max_len=16384 "-artifact_prefix=artifacts/$target-" \
            "corpus/$target" "seeds/$target" ${fixtures[$target]:-} </dev/null; } \
            >"$log" 2>&1 || echo "$target: see $log" >&2
    done
done
