# Small z make a straight line of tanh, not of what bends at 0 or before it comes to them.
cp "$repository/tests/cli/xor.json" .
for activation in tanh softplus elu '{"type": "sine", "omega": 5}' \
    relu6 selu '{"type": "elu", "alpha": 0.3}' '{"type": "sine", "omega": 300}'; do
    nntrain xor.json -q -f -o run --set network.activation="$activation" --set network.bias=0 \
        --set training.epochs=0 --set 'network.init={"type": "normal", "std": 0.005}' \
        --fail-on linear_regime >screen
    echo "$? $activation"
done
