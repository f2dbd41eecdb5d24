# A run goes on from its checkpoint, also to more epochs, but not with another config.
cp "$repository/tests/cli/xor.json" .
export again="nntrain xor.json -q -o run --resume"

echo "--- nothing there"
$again 2>&1
echo "exit $?"
mkdir run
$again 2>&1
echo "exit $?"

echo "--- more epochs: the files of a run with as many from the start"
nntrain xor.json -q -o run --set training.epochs=20 --set output.checkpoint_every=8
nntrain xor.json -q -o whole --set training.epochs=31 --set output.checkpoint_every=8
nntrain xor.json -q -o run --resume --set training.epochs=31 --set output.checkpoint_every=8
echo "exit $?"
diff -r -x run.json run whole && echo "the same"

echo "--- finished"
nntrain xor.json -o run --resume --set training.epochs=31 2>&1
echo "exit $?"
[ -e run/checkpoint.safetensors ] || echo "no checkpoint is asked for any more"

echo "--- another config"
$again --set training.epochs=9 2>&1
$again --set seed=2 2>&1
$again --set 'network.hidden=[8, 8]' 2>&1
$again --set training.optimizer.momentum=0.5 2>&1
$again --set network.activation=relu 2>&1
$again --set training.epochs=50 2>&1
echo "exit $?"
nntrain xor.json -q -o cosine --set training.schedule=cosine --set output.checkpoint_every=50
nntrain xor.json -q -o cosine --resume --set training.schedule=cosine --set training.epochs=400 2>&1
echo "exit $?"

echo "--- begin anew, or go on"
$again --force 2>&1
echo "exit $?"
[ -e run/summary.json ] && echo "untouched"

echo "--- other data: weights of rows, the names of columns"
cat >weights.json <<'JSON'
{ "data": { "train": { "type": "csv", "path": "weights.csv", "target": "c", "weight": "w" } },
  "network": { "hidden": [3] }, "training": { "epochs": 3 }, "output": { "checkpoint_every": 1 } }
JSON
printf 'a,w,c\n1,1,x\n2,1,y\n3,2,x\n4,1,y\n' >weights.csv
nntrain ./weights.json -q -o weights
for change in 's/3,2,x/3,2.5,x/' 's/^a,/b,/' 's/x/z/' 's/^no such line//'; do
    sed "$change" weights.csv >other
    mv weights.csv kept
    mv other weights.csv
    nntrain ./weights.json -q -o weights --resume --set training.epochs=4 2>&1
    echo "exit $?"
    mv kept weights.csv
done

echo "--- a checkpoint is a model, too, and is checked like one"
printf 'x1,x2\n0,1\n' | nntrain predict whole/checkpoint.safetensors - >one
printf 'x1,x2\n0,1\n' | nntrain predict whole - | cmp - one && echo "the same answers"
head -c 2000 whole/checkpoint.safetensors >cut
cp cut whole/checkpoint.safetensors
nntrain xor.json -q -o whole --resume --set training.epochs=40 2>&1 | sed 's/has [0-9]* bytes, but only [0-9]*/has MANY bytes, but only SOME/'
echo "exit ${PIPESTATUS[0]}"
cmp cut whole/checkpoint.safetensors && echo "untouched"
