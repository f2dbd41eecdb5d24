# What a run says. The numbers are those of its files; here only their places are
# looked at, and the width.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json >screen
[ "$(wc -L <screen)" -le 80 ] || echo "too wide"
sed -E 's/ in [0-9.]+ (ms|s)$/ in TIME/; s/[ 0-9.e-]{10} [▁▂▃▄▅▆▇█]{14} [ 0-9.e-]{9}/ FIRST SPARKLINE LAST/
    s/ +[0-9.e-]+$/ NUMBER/; s/[0-9.e-]+ +NUMBER$/NUMBER NUMBER/; s/, [0-9.e-]+ to [0-9.e-]+;/, LOW to HIGH;/' screen
