# A linear model whose weights 1, 2, 3, 4 and biases 0, -1 are given: mean 2.5 and
# deviation sqrt(5/4), and -0.5 and 0.5, with one zero.
cp "$repository/tests/cli/xor.json" .
header='{"layers.0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"layers.0.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}}'
{
    printf "\\x$(printf %x ${#header})\0\0\0\0\0\0\0%s" "$header"
    printf '\0\0\x80\x3f\0\0\0\x40\0\0\x40\x40\0\0\x80\x40\0\0\0\0\0\0\x80\xbf'
} >weights.safetensors
nntrain xor.json -q -o given --set 'network.hidden=[]' --set training.epochs=0 \
    --set network.initial_weights=weights.safetensors
nntrain inspect given/model.safetensors
nntrain inspect given --json | sed -E 's/"config":"([^"\\]|\\.)*"/"config":…/; /"event":"end"/d'

# The config that a model carries trains the same model again.
nntrain inspect given/model.safetensors --json |
    sed -nE '1s/.*"config":"(([^"\\]|\\.)*)".*/\1/p' | sed 's/\\u000a//g; s/\\"/"/g' >again.json
nntrain again.json -q -o again && cmp given/model.safetensors again/model.safetensors && echo same

# A run's folder has its scores and verdicts, too; prelu's slopes are parameters.
nntrain xor.json -q -o run --set network.activation=prelu
nntrain inspect run | sed -n '/completed/,$p' | head -n 5
nntrain inspect run | awk '$2 == "activation.weight" { print $2, $3 }'

printf 'no model' >broken
{
    nntrain inspect broken
    echo "exit $?"
    nntrain inspect missing
    echo "exit $?"
    rm run/model.safetensors
    nntrain inspect run
    echo "exit $?"
    rm given/summary.json && mkdir given/summary.json
    nntrain inspect given >/dev/null
    echo "exit $?"
} 2>&1
