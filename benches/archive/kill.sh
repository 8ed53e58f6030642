#!/bin/sh
# Kills a scan at random moments, goes on with it, and compares what the
# project holds in the end with what an undisturbed scan gives.
#
#   cargo xtask archive 10000 /somewhere/archief
#   cargo build --release
#   benches/archive/kill.sh target/release/waardenscan /somewhere/archief 20
#
set -eu
binary=$1 archive=$2 kills=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

scan() {
    "$binary" scan "$archive" --project "$work/$1.sqlite" --out "$work/$1.html" \
        --ocr off >"$work/$1.out" 2>"$work/$1.err"
}
dump() {
    "$binary" project verify "$work/$1.sqlite"
    "$binary" project dump "$work/$1.sqlite" >"$work/$1.dump"
}

start=$(date +%s%N)
scan whole || [ $? -eq 1 ]
end=$(date +%s%N)
milliseconds=$(((end - start) / 1000000))
echo "undisturbed: $milliseconds ms"
dump whole

killed=0
for share in $(awk -v n="$kills" 'BEGIN { srand(7); for (i = 0; i < n; i++) print 0.02 + rand() * 1.6 / n }'); do
    pause=$(awk -v all="$milliseconds" -v share="$share" 'BEGIN { print all * share / 1000 }')
    "$binary" scan "$archive" --project "$work/killed.sqlite" --out "$work/killed.html" \
        --ocr off >/dev/null 2>&1 &
    process=$!
    sleep "$pause"
    if kill -9 "$process" 2>/dev/null; then killed=$((killed + 1)); fi
    wait "$process" 2>/dev/null || true
done
scan killed || [ $? -eq 1 ]
cat "$work/killed.err"
dump killed
echo "killed $killed times"
cmp "$work/whole.dump" "$work/killed.dump"
cmp "$work/whole.out" "$work/killed.out"
cmp "$work/whole.html" "$work/killed.html"
echo "equal: $(wc -l <"$work/whole.dump") rows, printed output and report"
