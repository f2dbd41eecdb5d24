# --fail-on: any of several rules, '-' as good as '_', alike for a run and a comparison.
cp "$repository/tests/cli/xor.json" .
cat >flat.json <<'JSON'
{ "data": { "train": { "type": "xor" } },
  "network": { "hidden": [4, 4], "init": "zeros" },
  "training": { "epochs": 5, "batch_size": "full" } }
JSON
cat >both.json <<'JSON'
{ "data": { "train": { "type": "xor" } },
  "network": { "hidden": [4, 4] },
  "training": { "epochs": 5, "batch_size": "full" },
  "compare": { "vary": { "network.init": ["zeros", "he_normal"] }, "seeds": 1 } }
JSON
try() {
    nntrain "$@" -q -f -o out 2>&1
    echo "exit $?: $*"
}
for config in ./flat.json ./both.json; do
    try $config --fail-on born_dead_network
    try $config --fail-on born-dead-network
    try $config --fail-on Born_Dead_Network --fail-on overfitting
    try $config --fail-on overfitting --fail-on born-dead-network
    try $config --fail-on overfitting
    try $config --fail-on overfitting --fail-on born_deaf_network
done
try xor.json --fail-on born_dead_network --fail-on vanishing_gradient
echo "--- a run that is finished"
nntrain ./flat.json -q -f -o out
for rule in born_dead_network overfitting; do
    nntrain ./flat.json -q -o out --resume --fail-on $rule
    echo "exit $?: $rule"
done
