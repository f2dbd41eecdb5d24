# Several configs side by side, each with the seeds of the one that has some.
cp "$repository/tests/cli/compare.json" "$repository/tests/cli/xor.json" .
nntrain compare xor.json compare.json --set training.epochs=3 -o out | grep -c 'both activation='
cut -d, -f1-4 out/compare.csv
ls out | wc -l
nntrain compare xor.json xor.json -q -o twice
cut -d, -f1,2 twice/compare.csv
ls twice
