# What a comparison says: places and widths; numbers are those of its files.
cp "$repository/tests/cli/compare.json" .
nntrain compare.json --threads 2 >screen
[ "$(wc -L <screen)" -le 80 ] || echo "too wide"
sed -E 's/ in [0-9.]+ (ms|s)$/ in TIME/; s/^(sigmoid|tanh) .*/\1 NUMBERS/' screen | sort >sorted
grep -c NUMBERS sorted
sed -E 's/ in [0-9.]+ (ms|s)$/ in TIME/; /^(sigmoid|tanh) /d' screen
ls runs/both
cut -d, -f1-6 runs/both/compare.csv
ls runs/both/*/run.json | wc -l
