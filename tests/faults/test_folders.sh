#!/usr/bin/env bash
# Folders that cannot be written, that are none, or that others write in: exit code 1
# (2 where another run has it), the path in the message, and nothing lost.
. "$(dirname "$0")/support.sh"

"$program" run.json -q -o whole

# refused CODE TEXT COMMAND…
refused() {
    local expected=$1 text=$2 code=0
    shift 2
    "$@" >stdout 2>stderr || code=$?
    [ $code -eq "$expected" ] || complain "$*: exit code $code: $(cat stderr)"
    grep -q -- "$text" stderr || complain "$*: expected \"$text\", got: $(cat stderr)"
}

# ---- files where folders should be ----------------------------------------------------
echo kept >file
refused 1 'nntrain: file: cannot create the folder: a file is in the way' "$program" run.json -q -o file
refused 1 'nntrain: file: cannot create the folder: a file is in the way' \
    "$program" run.json -q -o file/run
refused 1 'nntrain: file: cannot create the folder: a file is in the way' \
    "$program" run.json -q -o file/run --force
mkdir runs
echo kept >runs/run
refused 1 'runs/run: cannot create the folder: a file is in the way' "$program" run.json -q
[ "$(cat file runs/run)" = $'kept\nkept' ] || complain "a file was written over"

# ---- folders where files should be ----------------------------------------------------
mkdir -p taken/metrics.csv/deep
refused 1 'taken/metrics.csv: cannot ' \
    "$program" run.json -q -o taken --force
[ -d taken/metrics.csv/deep ] || complain "a folder was removed"

# ---- no right to write ------------------------------------------------------------------
as_nobody=()
if [ "$(id -u)" -eq 0 ]; then
    chmod 755 . && cp "$program" nntrain && chmod 755 nntrain
    as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    command=(./nntrain)
else
    command=("$program")
fi
mkdir locked
if [ "$(id -u)" -ne 0 ] || "${as_nobody[@]}" ./nntrain version >/dev/null 2>&1; then
    chmod a-w locked
    cp -r whole kept
    chmod -R a-w kept
    refused 1 'locked.*: .*Permission denied' "${as_nobody[@]}" "${command[@]}" run.json -q -o locked/run
    refused 1 'locked.*: .*Permission denied' "${as_nobody[@]}" "${command[@]}" run.json -q -o locked
    refused 1 'kept.*: .*Permission denied' "${as_nobody[@]}" "${command[@]}" run.json -q -o kept --force
    refused 1 'kept.*: .*Permission denied' "${as_nobody[@]}" "${command[@]}" run.json -q -o kept --resume
    same whole kept
    install -m 000 /dev/null secret.csv
    refused 1 'secret.csv: Permission denied' "${as_nobody[@]}" "${command[@]}" run.json -q \
        -o locked/run --set 'data.train={"type":"csv","path":"secret.csv"}'
else
    echo "not tried: folders without the right to write; root has every right, and setpriv does not work"
fi

# ---- five at once -------------------------------------------------------------------------
# Each in a folder of its own, and each with the same name for it.
for i in 1 2 3 4 5; do
    "$program" run.json -q -o "own/$i" &
    "$program" run.json -q -o common/run-1 >/dev/null 2>"refused-$i" &
done
wait
for i in 1 2 3 4 5; do
    same whole own/$i || complain "own/$i: other files than alone"
    [ ! -s "refused-$i" ] || grep -qE 'common/run-1: (another run is being written here|.*already)' \
        "refused-$i" || complain "in one folder: $(cat "refused-$i")"
done
same whole common/run-1 || complain "in one folder: other files than alone"
[ "$(cat refused-? | wc -l)" -ge 4 ] || complain "in one folder: more than one run was let in"
exit $failed
