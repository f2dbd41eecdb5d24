#!/usr/bin/env bash
# Disks that are full, files that may grow no more: exit code 1 and a message with the
# path, nothing half-written, and what was there before stays and can be carried on.
. "$(dirname "$0")/support.sh"

# expect_failure TEXT COMMAND…: exit code 1 and TEXT in the message.
expect_failure() {
    local text=$1 code=0
    shift
    "$@" >stdout 2>stderr || code=$?
    [ "$code" -eq 1 ] || complain "$*: exit code $code: $(cat stderr)"
    grep -q -- "$text" stderr || complain "$*: expected \"$text\", got: $(cat stderr)"
}

expect_no_leavings() {
    [ -z "$(find "$1" -name '.*' -mindepth 1)" ] || complain "$1 holds $(ls -A "$1")"
}

"$program" run.json -q -o whole

# A file may not grow beyond 8 KiB: the checkpoint does not fit, the config does.
expect_failure 'checkpoint.safetensors: cannot write it: File too large' \
    bash -c 'ulimit -f 8; exec "$0" "$@"' "$program" run.json -q -o limited
expect_no_leavings limited
[ ! -e limited/checkpoint.safetensors ] || complain "half a checkpoint"
"$program" run.json -q -o limited --resume 2>stderr || complain "limited: $(cat stderr)"
same whole limited || complain "limited: other files than without it"

# Standard output is full; the run itself is complete.
code=0
"$program" run.json -o full >/dev/full 2>stderr || code=$?
[ "$code" -eq 1 ] && grep -q 'No space left' stderr || complain "/dev/full: $code: $(cat stderr)"
same whole full || complain "/dev/full: other files than without it"

# A reader that goes away is no error worth a word.
"$program" run.json -o piped 2>stderr | true
[ ! -s stderr ] || grep -q '^[a-z ]*epoch' stderr || complain "broken pipe: $(cat stderr)"

# The input is gone.
code=0
printf '{"data": {"train": {"type": "csv", "path": "gone.csv"}}, "network": {"hidden": [2]}}' >gone.json
"$program" train gone.json -q -o gone 2>stderr || code=$?
[ "$code" -ne 0 ] && grep -q 'gone.csv: No such file' stderr || complain "gone: $code: $(cat stderr)"
[ ! -e gone ] || complain "a folder for nothing"

# Five at once without a folder of their own.
for i in 1 2 3 4 5; do
    "$program" run.json -q &
done
wait
for folder in runs/run runs/run-2 runs/run-3 runs/run-4 runs/run-5; do
    same whole "$folder" || complain "$folder: other files than alone"
done

# A disk of 64 KiB, for those who may mount one.
if [ "$(id -u)" -eq 0 ] && mkdir small && mount -t tmpfs -o size=64k none small 2>/dev/null; then
    expect_failure 'No space left on device' "$program" run.json -q -o small/run
    expect_no_leavings small/run
    umount small
else
    echo "no small disk: mounting is not allowed here"
fi
exit $failed
