# A table of all, pictures of the named ones with and without Unicode, one SVG file.
nntrain activations | head -5
nntrain activations relu tanh | sed 's/ *$//'
LC_ALL=C nntrain activations leaky_relu | sed 's/ *$//'
nntrain activations --svg some.svg relu gelu
grep -o '>[a-z]*</text>' some.svg | sort | uniq
nntrain activations tanh reluu || echo "exit $?"
nntrain activations --svg no/such/folder.svg relu || echo "exit $?"
