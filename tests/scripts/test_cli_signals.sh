#!/usr/bin/env bash
# SIGINT, SIGTERM and SIGHUP end the training after its step: all files are there and
# the exit code is 130, 143 or 129. A comparison that was ended so, or killed, is
# carried on to the files that it would have had, its runs from their checkpoints.
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
    timeout --foreground --preserve-status --kill-after=60 -s "$1" 1 \
        /usr/bin/env --default-signal="$1" "${long[@]}" -o "$folder" >stdout 2>stderr || code=$?
    [ "$code" -eq "$2" ] || complain "SIG$1: expected exit code $2, got $code"
    grep -q 'finishing the step' stderr || complain "SIG$1: expected a message"
    grep -q '^xor: interrupted after' stdout || complain "SIG$1: expected the results"
    grep -q '"interrupted"' "$folder/summary.json" || complain "SIG$1: expected a summary"
    "$program" predict "$folder" <(printf 'x1,x2\n0,1\n') >stdout 2>stderr ||
        complain "SIG$1: expected a model"
}

interrupt INT 130
interrupt TERM 143
interrupt HUP 129

# What comes at once is one wish: a terminal that is closed sends SIGHUP by its shell and by
# the kernel, timeout(1) signals the process and its group.
stop_with() {
    local folder=run_$1_$2 code=0
    /usr/bin/env --default-signal="$1" --default-signal="$2" "${long[@]}" -o "$folder" \
        >stdout 2>stderr &
    sleep 1
    kill -s "$1" $! && kill -s "$2" $! || complain "SIG$1 SIG$2: the training has ended before"
    wait $! 2>>stderr || code=$?
    [ "$code" -eq 129 ] || [ "$code" -eq 143 ] || complain "SIG$1 SIG$2: exit code $code"
    grep -q '"interrupted"' "$folder/summary.json" || complain "SIG$1 SIG$2: expected a summary"
}

stop_with HUP TERM
stop_with TERM HUP

# Forty runs, of which the first are done when the signal comes.
many=("$program" "$source/tests/cli/compare.json" --set training.epochs=400
    --set compare.seeds=20 --threads 2)

# Waits until some run is complete.
wait_for_run() {
    local tries=0
    until [ -e "$1/activation=sigmoid-s2/summary.json" ] || [ $((tries += 1)) -gt 1000 ]; do
        sleep 0.01
    done
}

# carry_on SIGNAL
carry_on() {
    local folder=many_$1 code=0
    # In a background job of a script SIGINT is ignored; env gives it back.
    /usr/bin/env --default-signal=INT "${many[@]}" -q -o "$folder" >stdout 2>stderr &
    wait_for_run "$folder"
    kill -s "$1" $! || complain "SIG$1: the comparison has ended before"
    wait $! 2>>stderr || code=$?
    [ "$code" -gt 128 ] || [ "$code" -eq 0 ] || complain "SIG$1: exit code $code of a comparison"
    "${many[@]}" -o "$folder" --resume >stdout 2>stderr || complain "SIG$1: cannot be carried on"
    grep -q 'of an earlier call' stdout || complain "SIG$1: expected runs of the earlier call"
    diff -r -x run.json whole "$folder" || complain "SIG$1: other files than without it"
}

"${many[@]}" -q -o whole
carry_on INT
carry_on KILL

# Two runs at once, stopped in their midst.
few=("$program" "$source/tests/cli/compare.json" --set training.epochs=6000
    --set compare.seeds=1 --set output.checkpoint_every=500 --threads 2)

# rows FOLDER: those that the process which wrote run.json has trained.
rows() { sed -nE 's/.*"rows_trained": ([0-9]+),/\1/p' "$1/activation=sigmoid-s1/run.json"; }

# carry_on_inside SIGNAL
carry_on_inside() {
    local folder=few_$1 tries=0 code=0
    /usr/bin/env --default-signal=INT "${few[@]}" -q -o "$folder" >stdout 2>stderr &
    until [ -e "$folder/activation=sigmoid-s1/checkpoint.safetensors" ] ||
        [ $((tries += 1)) -gt 1000 ]; do sleep 0.01; done
    kill -s "$1" $! || complain "SIG$1: the comparison has ended before"
    wait $! 2>>stderr || code=$?
    [ "$code" -gt 128 ] || complain "SIG$1: exit code $code of a comparison"
    "${few[@]}" -o "$folder" --resume >stdout 2>stderr || complain "SIG$1: cannot be carried on"
    diff -r -x run.json few "$folder" || complain "SIG$1: other files than without it"
    [ "$(rows "$folder")" -lt "$(rows few)" ] || complain "SIG$1: began anew"
}

"${few[@]}" -q -o few
carry_on_inside INT
carry_on_inside KILL
exit $failed
