# --quiet prints nothing, and the files are there. The folder is the config's own.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json --quiet
echo "exit $?"
ls runs
nntrain - -qo by_name <xor.json
ls by_name | grep -cxE 'config.json|metrics.csv|layers.csv|summary.json|model.safetensors|run.json'
