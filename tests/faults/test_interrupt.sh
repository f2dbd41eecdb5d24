#!/usr/bin/env bash
# SIGINT and SIGTERM at random moments: the exit code says so, a checkpoint is there,
# and --resume ends with the files of a run that was left alone, also when no
# checkpoints were asked for. 8 signals, with --long 200.
. "$(dirname "$0")/support.sh"
RANDOM=2

long=(--set training.epochs=120 --set output.checkpoint_every=0)
seconds=$(seconds_of "$program" run.json "${long[@]}" -q -o whole)
n=$(choose 8 200)
n_caught=0
slowest=0

# signal_one NAME CODE FOLDER
signal_one() {
    local code=0 before
    # In a background job of a script SIGINT is ignored; env gives it back.
    /usr/bin/env --default-signal=INT "$program" run.json "${long[@]}" -q -o "$3" \
        >stdout 2>stderr &
    local process=$!
    sleep "$(random_part "$seconds")"
    before=$EPOCHREALTIME
    kill -s "$1" $process 2>/dev/null || true
    wait $process 2>>stderr || code=$?
    if [ "$code" -eq "$2" ] && [ -e "$3/checkpoint.safetensors" ]; then
        n_caught=$((n_caught + 1))
        slowest=$(awk "BEGIN { t = $EPOCHREALTIME - $before; print (t > $slowest ? t : $slowest) }")
        grep -q '"interrupted"' "$3/summary.json" || complain "SIG$1: expected a summary"
    elif [ "$code" -eq "$2" ]; then
        [ ! -e "$3/config.json" ] || complain "SIG$1: $code without a checkpoint"
    elif [ "$code" -ne 0 ] && [ "$code" -ne 130 ] && [ "$code" -ne 143 ]; then
        complain "SIG$1: exit code $code: $(cat stderr)"
    fi
}

for ((i = 1; i <= n; i++)); do
    folder=stopped_$i
    if [ $((i % 2)) -eq 0 ]; then signal_one INT 130 "$folder"; else signal_one TERM 143 "$folder"; fi
    how=--resume
    [ -e "$folder/config.json" ] || how=--force
    "$program" run.json "${long[@]}" -q -o "$folder" $how 2>stderr || complain "$i: $(cat stderr)"
    same whole "$folder" || complain "signal $i: other files than without it"
    rm -r "$folder"
done
echo "$n_caught of $n signals came while it trained; the slowest end took $slowest s"
[ "$n_caught" -gt 0 ] && exit $failed
exit 1
