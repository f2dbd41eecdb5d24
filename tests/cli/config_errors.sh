# All problems of a config come at once, in the order of their places, exit code 2.
# What else is known changes with every new row, and is not looked at.
try() {
    nntrain "$@" 2>&1 | sed 's/known: .*/known: .../'
    echo "exit ${PIPESTATUS[0]}"
}
cat >x.json <<'END'
{
  "task": "classification",
  "data": { "train": { "type": "xor" } },
  "network": { "hidden": [4], "activation": "reluu" },
  "training": { "epochs": -1, "optimizer": { "type": "sgd", "learning_rat": 0.5 } }
}
END
try check x.json
try x.json
try check missing.json
try check "$repository/tests/cli/xor.json" --set network.activation=tan
ls
# A key in the wrong object; momentum is of another optimizer than adam.
for key in epochs network.learning_rate training.patience training.activation data.target; do
    try check "$repository/tests/cli/xor.json" --set "$key=1"
done
try check "$repository/tests/cli/xor.json" --set 'training.optimizer={"type":"adam","momentum":1}'
# What people take for a CSV.
printf 'PK\003\004\024\0\0\0' >table.xlsx
try init table.xlsx
printf 'PAR1\025\0' >table.parquet
try init table.parquet
