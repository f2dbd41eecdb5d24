#!/usr/bin/env bash
# Each call of a run to the file system fails once, and then from there on for ever:
# the run either does without it and leaves the files of an undisturbed one, or ends
# with exit code 1, names the path and the reason, leaves nothing half-written, and can
# be carried on to the same files. Every fourth call, with --long every one.
. "$(dirname "$0")/support.sh"

shim=$(dirname "$program")/fault_shim.so
export ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
step=$(choose 4 1)
most=$(choose 60 2000)
short=(run.json -q --set training.epochs=4 --set output.checkpoint_every=2)
n_met=0
n_failed=0

printf 'x1,x2,y\n0,0,a\n0,1,b\n1,0,b\n1,1,a\n' >table.csv
short+=(--set 'data.test={"type":"csv","path":"table.csv"}')
short+=(--set 'data.train={"type":"csv","path":"table.csv"}' --set data.validation=null)
short+=(--set training.early_stopping.monitor=train_loss --set training.schedule=constant)
"$program" "${short[@]}" -o whole

# What a killed or failed run leaves, apart from whole files: nothing.
check_leavings() {
    local left
    left=$(find "$1" -mindepth 1 -name '.*' 2>/dev/null || true)
    [ -z "$left" ] || complain "$2: left $left"
}

# fail_at CALL REASON TEXT K FOLDER ARGUMENTS…: false when there is no such call.
fail_at() {
    local fault=$1:$2:$4 text=$3 folder=$5 code=0
    shift 5
    rm -f met
    NNT_FAULT=$fault NNT_FAULT_MET=met LD_PRELOAD=$shim "$program" "$@" -o "$folder" \
        >stdout 2>stderr </dev/null || code=$?
    [ -e met ] || return 1
    n_met=$((n_met + 1))
    if [ $code -eq 0 ]; then
        same whole "$folder" || complain "$fault: exit code 0, but other files"
        return
    fi
    n_failed=$((n_failed + 1))
    [ $code -eq 1 ] || complain "$fault: exit code $code: $(cat stderr)"
    grep -q "nntrain: .*[^ ]: .*$text" stderr || complain "$fault: no path and \"$text\": $(cat stderr)"
}

# carry_on FAULT FOLDER: without the fault.
carry_on() {
    local how=--force
    [ ! -e "$2/config.json" ] || how=--resume
    "$program" "${short[@]}" -o "$2" $how 2>stderr || complain "$1: then $how: $(cat stderr)"
    same whole "$2" || complain "$1: other files after $how"
}

# try CALL REASON TEXT
try() {
    local k end
    for end in '' +; do
        for ((k = 1; k <= most; k += step)); do
            rm -rf broken
            fail_at "$1" "$2" "$3" "$k$end" broken "${short[@]}" || break
            check_leavings broken "$1:$2:$k$end"
            carry_on "$1:$2:$k$end" broken
        done
    done
}

try write EIO 'Input/output error'
try write ENOSPC 'No space left on device'
try fsync EIO 'Input/output error'
try close EIO 'Input/output error'
try rename EIO 'Input/output error'
try open EIO 'Input/output error'
try mkdir ENOSPC 'No space left on device'

# A file that is there when it is looked for, and gone when it is read: the data's
# turn among the files that are opened is not known, so that each is tried.
for ((k = 1; k <= 12; k++)); do
    rm -rf broken
    fail_at open ENOENT 'No such file' $k broken "${short[@]}" || break
done
try read EIO 'Input/output error'

# And of a run that is carried on: what was there stays good.
"$program" "${short[@]}" -o half --set training.epochs=2
for ((k = 1; k <= 3 * step; k += step)); do
    for fault in read:EIO write:ENOSPC rename:EIO; do
        rm -rf broken
        cp -r half broken
        fail_at ${fault%:*} ${fault#*:} '' $k+ broken "${short[@]}" --resume || true
        check_leavings broken "--resume $fault:$k"
        carry_on "--resume $fault:$k" broken
    done
done

echo "$n_met calls failed, $n_failed ended the run"
[ $n_failed -gt 20 ] && exit $failed
exit 1
