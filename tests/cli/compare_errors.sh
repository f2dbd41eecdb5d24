# What a comparison refuses, and how a run that fails is told.
cp "$repository/tests/cli/compare.json" "$repository/tests/cli/xor.json" .
refuse() {
    nntrain "$@" 2>&1
    echo "exit $?"
}
refuse compare xor.json
refuse compare.json --seed 3
refuse compare.json --threads many
refuse compare.json --set 'compare={"vary":{"network.activation":["tahn"]}}' | sed 's/; did.*//'
refuse xor.json --resume
refuse compare xor.json -q --seed 3 compare.json
refuse compare.json -q --set 'compare={"vary":{"data.train":["xor",{"type":"csv","path":"no.csv"}]}}'
cut -d, -f2,4,5 runs/both/compare.csv
refuse compare.json -q --fail-on vanishing_gradient -o gate
