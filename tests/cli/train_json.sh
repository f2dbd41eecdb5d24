# One object per line, "v":1 first in each: a start, the epochs from 0 on, an end.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json --json --set training.epochs=3 >events
sed -E 's/(_loss|_accuracy|loss|accuracy|seconds)":[-0-9.e]+/\1":X/g' events
