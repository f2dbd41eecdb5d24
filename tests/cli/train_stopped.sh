# A training that is not over says how to go on, and its folder is quoted for a shell.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -o 'a run' --set training.epochs=1000000 --set instruments.level=off \
    --set training.time_limit=0.001 --set output.report=false >screen
sed -n '/^files/,$p' screen
nntrain xor.json -o whole --set training.epochs=3 >screen
sed -n '/^next/,$p' screen

# One that is over keeps a checkpoint only if it is to have some.
grep -c checkpoint.safetensors screen
nntrain xor.json -o often --set training.epochs=3 --set output.checkpoint_every=2 |
    grep -c checkpoint.safetensors
