#!/usr/bin/env bash
# On a terminal the progress is one rewritten line, erased before the results.
# script(1) makes the terminal.
set -euo pipefail
source=$1
program=$(readlink -f "$2")
if ! command -v script >/dev/null; then
    echo "script(1) is not installed"
    exit 77
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export LC_ALL=C.UTF-8 TERM=xterm
unset NO_COLOR
failed=0

# on_terminal COMMAND: its output with both streams on a terminal, a line per
# rewriting; the escape character is shown as ^[.
on_terminal() {
    script -qc "$1" /dev/null </dev/null | tr '\r' '\n' | cat -v
}

expect() {
    if ! grep -q -- "$1" output; then
        printf 'expected "%s" in:\n' "$1"
        cat output
        failed=1
    fi
}

expect_none() {
    if grep -q -- "$1" output; then
        printf 'expected no "%s" in:\n' "$1"
        cat output
        failed=1
    fi
}

# A training that would last for minutes, interrupted after a second.
train="timeout --foreground --preserve-status -s INT 1 '$program' '$source/tests/cli/xor.json' \
    --set training.epochs=1000000 --set 'network.hidden=[64,64]' --set instruments.level=off \
    -o run --force"

on_terminal "$train" >output
expect '^^\[\[Kepoch [0-9]*/1000000 '
expect 'loss [0-9.e-]* '
expect 'xor^\[\[0m: interrupted after'
if ! awk '/\^\[\[K/ { last = $0 } /interrupted after/ { exit last ~ /epoch [0-9]+\// }' output; then
    echo "expected the progress line to be erased before the results in:"
    cat output
    failed=1
fi

for flag in --quiet --progress=none --json; do
    on_terminal "$train $flag" >output
    expect_none 'Kepoch'
done

# On a narrow terminal a comparison keeps its score, and no row is longer than the terminal.
for columns in 40 60; do
    on_terminal "stty cols $columns; '$program' '$source/tests/cli/compare.json' -f -o compared \
        --progress none --color never" >output
    expect 'accuracy'
    if ! sed -n '/  accuracy/,/^accuracy/p' output | sed 's/M-BM-1/+/g' |
        awk -v most="$columns" 'length > most { exit 1 }'; then
        echo "expected a table of at most $columns columns in:"
        cat output
        failed=1
    fi
done
# So do the layers of a run, which leave their blocks away.
for columns in 60 71; do
    on_terminal "stty cols $columns; '$program' '$source/tests/cli/xor.json' -f -o run \
        --progress none --color never" >output
    expect 'gradient norm'
    if ! sed -n '/^layer /,/last step\|^step/p' output | tr -d '\r' | sed 's/M-bM-^VM-^./#/g' |
        awk -v most="$columns" 'length > most { exit 1 }'; then
        echo "expected layers in at most $columns columns in:"
        cat output
        failed=1
    fi
done
TERM=dumb on_terminal "$train" >output
expect_none '\^\['
exit $failed
