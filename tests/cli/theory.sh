# The row of the what-if table that is the config itself says what the table by layer says.
cat >circles.json <<'JSON'
{ "data": { "train": { "type": "circles", "samples": 300 } },
  "network": { "hidden": [64, 64], "activation": "relu" } }
JSON
nntrain theory circles.json --json >lines
number() {
    sed -n "/$1/s/.*\"$2\":\\([^,}]*\\).*/\\1/p" lines
}
for key in dead_fraction correlation; do
    [ "$(number '"layer":2' $key)" = "$(number 'what_if.*"activation":"relu","init":"he_normal"' $key)" ] && echo "the same $key"
done
# Mean field does not see the scale of weights where biases are 0: the same share for all.
sed -n '/what_if.*"activation":"relu"/s/.*"dead_fraction":\([^,}]*\).*/\1/p' lines | sort -u | wc -l
# Of 256 units of layer 2, 12 to 24 are dead in ten draws of the network, 7.6 % in the mean.
number '"layer":2' dead_fraction | awk '{ print ($1 > 0.05 && $1 < 0.1) }'
