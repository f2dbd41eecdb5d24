# Nothing is written over unasked; the next folder is numbered; runs are kept.
cp "$repository/tests/cli/compare.json" .
nntrain compare.json -q
nntrain compare.json -q
ls runs
nntrain compare.json -q -o runs/both
echo "exit $?"
cp runs/both/compare.csv first
rm runs/both/activation=tanh-s2/summary.json
nntrain compare.json -o runs/both --resume | head -n 1 | sed -E 's/ in [0-9.]+ (ms|s)/ in TIME/'
cmp first runs/both/compare.csv && echo "the same table"
nntrain compare.json -q -o runs/both --force --set training.epochs=3
cut -d, -f4,5 runs/both/compare.csv | uniq
refused=0
nntrain compare.json -o runs/both --resume --set training.epochs=4 || refused=$?
cut -d, -f4,5 runs/both/compare.csv | uniq
echo "exit $refused"

# It has no model of its own.
nntrain inspect runs/both || echo "exit $?"
nntrain compare.json -q -o next --set network.initial_weights=runs/both || echo "exit $?"
