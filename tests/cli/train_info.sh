# run.json holds what only the program knows.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -q -o run
for key in started host cpu system threads training_seconds total_seconds peak_memory_bytes; do
    grep -c "\"$key\": *[^ n]" run/run.json
done
# The memory is the program's own, not of what it was before it became the program.
(printf -v large '%*s' 200000000 '' && exec nntrain xor.json -q -o after)
sed -n -E 's/.*"peak_memory_bytes": ([0-9]+).*/\1/p' after/run.json | awk '{ print ($1 < 200e6) }'
