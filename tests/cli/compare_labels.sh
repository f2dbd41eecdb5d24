# Long names of variants stay whole and apart, also where the table has no room for
# them, and the number by which they are compared stays in it.
cp "$repository/tests/cli/compare.json" .
cat >regression.json <<'END'
{
  "name": "regression", "task": "regression",
  "data": { "train": { "type": "sine", "samples": 20 } },
  "network": { "hidden": [4] },
  "training": { "epochs": 2 }
}
END
vary='compare.vary={"training.optimizer": [{"type": "adam", "learning_rate": 0.01, "beta1": 0.9},
                                           {"type": "adam", "learning_rate": 0.01, "beta1": 0.8}]}'
hide() { sed -E 's/ in [0-9.]+ (ms|s)$/ in TIME/; s/ [0-9.]+( ± [0-9.]+)?  .*$/ NUMBERS/; s/  +/  /g'; }
nntrain compare.json --set "$vary" --set network.activation=tanh >screen
sed -n '3,/^accuracy/p' screen | hide | sed '$d' | LC_ALL=C sort
echo "-- by loss"
nntrain compare regression.json compare.json --set "$vary" --set network.activation=relu \
    --set network.hidden=[300,300] -o several >screen
sed -n 3,5p screen | hide
