# run.json holds what only the program knows.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -q -o run
for key in started host cpu system threads training_seconds total_seconds peak_memory_bytes; do
    grep -c "\"$key\": *[^ n]" run/run.json
done
