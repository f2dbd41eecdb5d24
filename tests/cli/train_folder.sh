# An earlier run is not written over unless that is asked for.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -q -o run
cp run/summary.json first
nntrain xor.json -q -o run --set training.epochs=1 2>problem
echo "exit $?"
grep -c . problem
cmp first run/summary.json && echo "untouched"
nntrain xor.json -q -o run --set training.epochs=1 --force
echo "exit $?"
cmp -s first run/summary.json || echo "written over"
