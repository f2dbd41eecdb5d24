# A valid config: one line, or its complete form, which is valid again and the same.
cp "$repository/tests/cli/xor.json" .
nntrain check xor.json
nntrain check - <xor.json
nntrain check --quiet xor.json
nntrain check --resolved xor.json >resolved.json
nntrain check --resolved resolved.json | cmp - resolved.json
nntrain check --resolved xor.json --seed 18446744073709551615 | grep -c 18446744073709551615
ls
