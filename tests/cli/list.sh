# Kinds, rows of a kind, one row; singular and plural; near matches.
nntrain list | grep -c '^activations '
nntrain list activations | sed -n -E 's/^leaky_relu +/leaky_relu  /p'
nntrain list activation leaky_relu
nntrain list activaton 2>&1 | cut -d'?' -f1
nntrain list activations reluu 2>&1 | cut -d'?' -f1
nntrain list xyzzy 2>/dev/null
echo "exit $?"
