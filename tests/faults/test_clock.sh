#!/usr/bin/env bash
# Clocks that go back at every look: the files are the same, and no time is negative.
. "$(dirname "$0")/support.sh"

export ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
shim=$(dirname "$program")/fault_shim.so
"$program" run.json -q -o whole
NNT_CLOCK=back LD_PRELOAD=$shim "$program" run.json --progress=plain -o back >stdout 2>stderr ||
    complain "$(cat stderr)"
same whole back
grep -hE '(: |, |^)-[0-9]' back/run.json stdout stderr && complain "a negative time"
grep -q 'nan\|inf' back/run.json stderr && complain "a time that is no number"

# A limit on time that never comes: it trains to its end.
NNT_CLOCK=back LD_PRELOAD=$shim "$program" run.json -q -o limited --set training.time_limit=5 ||
    complain "with a limit: $?"
cmp whole/metrics.csv limited/metrics.csv
exit $failed
