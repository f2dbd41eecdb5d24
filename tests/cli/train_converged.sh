# Optimizers that drive themselves say when they have converged, and what they cannot be
# combined with; a time limit ends a training that can be carried on.
cp "$repository/tests/cli/xor.json" .
seconds() { sed -E 's/ in [0-9.]+ m?s$/ in TIME/'; }
run() { nntrain "$@" --progress=none 2>&1 | head -n 1 | seconds; }

echo "--- a batch size that is not for all rows"
nntrain check xor.json --set training.optimizer=lbfgs 2>&1
nntrain check xor.json --set training.optimizer=levenberg_marquardt --set training.batch_size=full 2>&1

echo "--- converged"
run xor.json --set training.optimizer=lbfgs --set training.batch_size=full \
    --set training.optimizer.weight_decay=0.001 -o converged
grep -o '"status": "[a-z_]*"' converged/summary.json
run xor.json --set training.optimizer=lbfgs --set training.batch_size=full \
    --set training.optimizer.weight_decay=0.001 -o converged --resume

echo "--- a limit that is over at once"
run xor.json --set training.time_limit=1e-9 -o late
grep -o '"status": "[a-z_]*"' late/summary.json
run xor.json -o late --resume
run xor.json -o whole
cmp late/model.safetensors whole/model.safetensors && echo "the same model"
