#!/usr/bin/env bash
# Runs fuzz targets until the logs say that each has had so many minutes of the
# processor, on whatever day: ./run.sh MINUTES [TARGET...]
#
# What is found goes to corpus/, which begins with that of kept/, and to
# artifacts/; small inputs made by hand are read from seeds/ and from the
# fixtures of the crates. Two at a time:
# echo pdf docx odt | xargs -n 1 -P 2 ./run.sh 30
# More flags of libFuzzer come from FUZZ_FLAGS.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
minutes=${1:?usage: ./run.sh MINUTES [TARGET...]}
shift
bin=${CARGO_TARGET_DIR:-target}/$(rustc -vV | sed -n 's/^host: //p')/release
declare -A fixtures=(
    [docx]=../crates/docx/tests/constructs
    [odt]=../crates/docx/tests/constructs
    [pdf]=../crates/pdf/tests/files
)
# Parsers of deep documents get as much stack as a scan gives them.
ulimit -s 262144
# What is kept until the end is no leak to us.
export ASAN_OPTIONS=detect_leaks=0
# Projects and sidecars are files; no disk need wait for those of a moment.
[[ -d /dev/shm ]] && export TMPDIR=/dev/shm

# Seconds of the processor that are still to come.
rest() {
    cat "log/$1"-* 2>/dev/null |
        awk -v all="$((minutes * 60))" '/^cpu: /{all -= $2 + $3} END {print int(all)}'
}

fuzz() {
    local flags=(
        -print_final_stats=1 -print_funcs=0 -timeout=60 -rss_limit_mb=4000 -max_len=32768
        -max_total_time=180 "-artifact_prefix=artifacts/$1-" ${FUZZ_FLAGS:-}
    )
    [[ -e dictionaries/$1 ]] && flags+=("-dict=dictionaries/$1")
    local TIMEFORMAT='cpu: %U %S'
    local seeds=${fixtures[$1]:-}
    [[ -d seeds/$1 ]] && seeds+=" seeds/$1"
    time "$bin/$1" "${flags[@]}" "corpus/$1" $seeds </dev/null
}

for target in ${@:-docx dutch exchange judgements lexicon model odt pdf project review sidecar worker}; do
    mkdir -p artifacts log
    if [[ ! -d corpus/$target ]]; then
        mkdir -p "corpus/$target"
        [[ -e kept/$target.tar.xz ]] && tar -C corpus -xJf "kept/$target.tar.xz"
    fi
    while (($(rest "$target") > 0)); do
        log=log/$target-$(date -u +%F-%H%M%S)
        if ! fuzz "$target" >"$log" 2>&1; then
            # To be mended first; the next target still has its turn.
            echo "$target: see $log" >&2
            break
        fi
    done
done
