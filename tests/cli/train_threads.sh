# Threads that share a training leave the same files, but for run.json.
cat >net.json <<'END'
{ "data": { "train": { "type": "blobs", "samples": 300 }, "validation": { "fraction": 0.2 } },
  "network": { "hidden": [70, 61], "activation": "tanh", "dropout": 0.1 },
  "training": { "epochs": 3, "batch_size": 90, "optimizer": "adam" } }
END
nntrain net.json -q -o 1 --threads 1
for n in 2 3 8; do
    nntrain net.json -q -o $n --threads $n
    diff -r -x run.json 1 $n && echo "$n threads: the same"
    grep -c "\"threads\": *$n," $n/run.json
done
nntrain net.json -q -o small && grep -c '"threads": *1,' small/run.json

echo "--- going on with another number"
nntrain net.json -q -o going --threads 3 --set training.epochs=2 --set output.checkpoint_every=1
nntrain net.json -q -o going --threads 2 --resume --set output.checkpoint_every=0
for file in model.safetensors metrics.csv layers.csv summary.json; do
    cmp going/$file 1/$file
done && echo "the same"

echo "--- what is not a number"
for n in many 1.5 -1 1025; do
    nntrain net.json -q -o other --threads $n 2>&1
    echo "exit $?"
done
