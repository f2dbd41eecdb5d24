# The base of the lesson is made by its config, to the last digit of its weights: a run
# that starts from either writes the same fingerprint.
cp "$repository/configs/fine_tune_base.json" base.json
cp "$repository/data/six_arms.safetensors" .
nntrain base.json -q -o base
for model in base six_arms.safetensors; do
    nntrain base.json -q -o start -f --set training.epochs=0 --set network.initial_weights=$model
    grep fingerprint start/config.json
done

# Three arms in place of six: the output layer does not fit and is drawn anew; frozen hidden
# layers stay the base's.
three=(base.json -o three --set data.train.classes=3 --set training.epochs=2
    --set network.initial_weights=base)
nntrain "${three[@]}" 2>&1
echo "exit $?"
nntrain "${three[@]}" -q -f --set network.initial_weights.layers=hidden --set network.frozen=true
for run in base three; do
    nntrain inspect $run | awk '$1 == 1 && $3 == "weight" { print $4, $5, $6 }'
done
nntrain evaluate three | grep -c rows,

# What else differs is noted; what is asked for in vain, refused.
nntrain "${three[@]}" -f --progress=none --set network.initial_weights.layers=hidden \
    --set data.scaling=standard --set network.activation=tanh -o other 2>&1 >/dev/null
nntrain "${three[@]}" --set network.initial_weights.layers='[1, 4, 1]' 2>&1
echo "exit $?"
nntrain "${three[@]}" --set network.initial_weights=nothing 2>&1
echo "exit $?"
nntrain "${three[@]}" --set network.initial_weights=null --set data.scaling=model 2>&1
echo "exit $?"
nntrain check base.json --resolved --set network.initial_weights=base | grep -A3 initial_weights
nntrain theory base.json --set network.initial_weights=base 2>&1 >/dev/null

# Later the base is another model.
nntrain three/config.json -q -o again && cmp three/model.safetensors again/model.safetensors &&
    echo same
nntrain base.json -q -o base -f --set training.epochs=1
nntrain three/config.json -q -o again -f 2>&1
echo "exit $?"
nntrain "${three[@]}" --resume --set network.initial_weights.layers=hidden \
    --set network.frozen=true 2>&1
echo "exit $?"
