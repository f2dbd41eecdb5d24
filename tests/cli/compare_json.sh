# The events of --json: one per run in any order, one per variant, and the end.
cp "$repository/tests/cli/compare.json" .
nntrain compare compare.json --json >events
grep -vc '^{"v":1,"event":"\(run\|variant\|end\)",.*}$' events
grep -o '"event":"run","variant":"[a-z=]*","seed":[0-9]*,"status":"[a-z]*"' events | sort
grep -o '"event":"variant","variant":"[a-z=]*","runs":[0-9]*,"failed":0,"diverged":0' events
tail -n 1 events | sed -E 's/"seconds":[0-9.e-]+/"seconds":X/'
