# A regression shows its error in the target's own units and R squared.
cat >line.json <<'END'
{
  "name": "line",
  "task": "regression",
  "data": { "train": { "type": "csv", "path": "line.csv" } },
  "network": { "hidden": [] },
  "training": { "epochs": 200, "batch_size": "full", "optimizer": { "type": "sgd", "learning_rate": 0.1 } }
}
END
# y = 2 x + 1 exactly, so a linear model reaches R squared 1.
printf 'x,y\n0,1\n1,3\n2,5\n3,7\n' >line.csv
nntrain line.json 2>notes | sed -n -E 's/ +/ /g; s/(train 4) .* (.+)$/\1 R2=\2/; 3,4p'
printf 'x\n10\n' >new.csv
nntrain predict runs/line new.csv | awk 'NR == 1; NR == 2 { printf "%.3f\n", $1 }'
