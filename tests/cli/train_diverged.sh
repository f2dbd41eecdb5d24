# A training that leaves the numbers is a result: files are written, stderr says
# where it happened and what to try, exit code 5.
cat >steep.json <<'END'
{
  "name": "steep",
  "task": "regression",
  "data": { "train": { "type": "csv", "path": "steep.csv" }, "scaling": "none", "target_scaling": "none" },
  "network": { "hidden": [] },
  "training": { "epochs": 500, "batch_size": "full", "optimizer": { "type": "sgd", "learning_rate": 3 } }
}
END
printf 'x,y\n1,10\n2,20\n3,30\n' >steep.csv
nntrain steep.json >screen 2>problems
echo "exit $?"
sed -E '/^note: /d; s/the .* was the first/PLACE was the first/; s/[0-9]+, step [0-9]+/N, step N/' problems
grep -c '^steep: diverged after' screen
grep -c '"status": "diverged"' runs/steep/summary.json
nntrain steep.json --quiet --json -o again 2>/dev/null | tail -n 1 | grep -c '"status":"diverged".*"divergence":{"epoch":'
echo "exit ${PIPESTATUS[0]}"
for precision in float32 float64; do
    nntrain steep.json -q -o $precision --set precision=$precision 2>/dev/null
    head -1 $precision/divergence.csv
    sed 1d $precision/divergence.csv | awk -F, '{ print ($4 > last); last = $4 }' | sort | uniq -c | sed 's/^ *//'
    grep -E -c '"(unit|input|row)": |"value": "(nan|inf|-inf)"' $precision/summary.json
done
cp float32/report.html as_trained.html
nntrain report float32 >/dev/null && cmp as_trained.html float32/report.html && echo "the same report"
nntrain steep.json -q --resume -o float32 --set precision=float32 2>&1
echo "resumed: exit $?"
