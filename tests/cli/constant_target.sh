# The mean of three times 0.1 is not quite 0.1: there is no R² of such a target all the same,
# and nothing that a training could watch.
printf 'x,y\n1,0.5\n2,0.1\n3,0.7\n' >train.csv
printf 'x,y\n1,0.1\n2,0.1\n3,0.1\n' >same.csv
printf '{"task": "regression", "data": {"train": {"type": "csv", "path": "train.csv"},
    "validation": {"type": "csv", "path": "same.csv"}}, "network": {"hidden": [2]},
    "training": {"epochs": 2}}' >same.json
nntrain same.json -q -o run
sed -n 's/^  "\(validation_r2"\)/\1/p' run/summary.json
for watch in 'early_stopping={"monitor": "validation_r2"}' 'stop_when={"validation_r2": 0.5}' \
    'schedule={"type": "plateau", "monitor": "validation_r2"}' \
    'early_stopping={"monitor": "validation_rmse"}' 'stop_when={"train_r2": 0.5}'; do
    nntrain same.json -q -o watched -f --set "training.$watch" 2>&1
    echo "exit $?"
done
