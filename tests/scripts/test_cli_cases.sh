#!/usr/bin/env bash
# Runs the cases of tests/cli: NAME.sh is run in an empty folder with nntrain on
# the PATH and the repository in $repository; NAME.exit (0 without that file),
# NAME.stdout and NAME.stderr (empty without them) say what must come of it.
#   test_cli_cases.sh REPOSITORY PROGRAM [--update] [NAME...]
# Without names, all of them. With --update the expected files are written instead.
set -euo pipefail
repository=$(readlink -f "$1")
export repository
program=$(readlink -f "$2")
shift 2
update=${1-}
if [ "$update" = --update ]; then shift; fi
export LC_ALL=C.UTF-8 TERM=dumb
unset NO_COLOR NNTRAIN_ISA

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/nntrain"
export PATH=$scratch/bin:$PATH

# run_case FILE: leaves exit, stdout and stderr in $scratch/got.
run_case() {
    local code=0
    rm -rf "$scratch/work" "$scratch/got"
    mkdir "$scratch/work" "$scratch/got"
    (cd "$scratch/work" && bash -o pipefail "$1") \
        >"$scratch/got/stdout" 2>"$scratch/got/stderr" </dev/null || code=$?
    echo "$code" >"$scratch/got/exit"
}

# The expected content of a part, with the defaults for files that do not exist.
expected() {
    if [ -e "$1.$2" ]; then
        cat "$1.$2"
    elif [ "$2" = exit ]; then
        echo 0
    fi
}

save() {
    local part
    for part in exit stdout stderr; do
        rm -f "$1.$part"
        if ! expected "$1" $part | cmp -s - "$scratch/got/$part"; then
            cp "$scratch/got/$part" "$1.$part"
        fi
    done
}

compare() {
    local part same=0
    for part in exit stdout stderr; do
        diff -u --label "expected $part" --label "actual $part" \
            <(expected "$1" $part) "$scratch/got/$part" || same=1
    done
    return $same
}

cases=("${@/#/$repository/tests/cli/}")
cases=("${cases[@]/%/.sh}")
if [ $# -eq 0 ]; then cases=("$repository"/tests/cli/*.sh); fi
failed=0
count=0
for case in "${cases[@]}"; do
    run_case "$case"
    count=$((count + 1))
    if [ "$update" = --update ]; then
        save "${case%.sh}"
    elif ! compare "${case%.sh}"; then
        echo "FAILED: tests/cli/$(basename "$case")"
        failed=$((failed + 1))
    fi
done
echo "$count cases, $failed failed"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
