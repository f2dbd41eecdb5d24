#!/usr/bin/env bash
# SIGINT and SIGTERM end the training after its step: all files are there and the
# exit code is 130 or 143.
set -euo pipefail
source=$1
program=$(readlink -f "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0

# A training that would last for minutes.
long=("$program" "$source/tests/cli/xor.json" --set training.epochs=1000000
    --set 'network.hidden=[64,64]' --set instruments.level=off)

complain() {
    echo "$*"
    cat stderr
    failed=1
}

# interrupt SIGNAL CODE
interrupt() {
    local code=0 folder=run_$1
    timeout --preserve-status --kill-after=60 -s "$1" 1 \
        "${long[@]}" -o "$folder" >stdout 2>stderr || code=$?
    [ "$code" -eq "$2" ] || complain "SIG$1: expected exit code $2, got $code"
    grep -q 'finishing the step' stderr || complain "SIG$1: expected a message"
    grep -q '^xor: interrupted after' stdout || complain "SIG$1: expected the results"
    grep -q '"interrupted"' "$folder/summary.json" || complain "SIG$1: expected a summary"
    "$program" predict "$folder" <(printf 'x1,x2\n0,1\n') >stdout 2>stderr ||
        complain "SIG$1: expected a model"
}

interrupt INT 130
interrupt TERM 143
exit $failed
