# Every topic has a page; columns are those of layers.csv; names in several ways.
nntrain explain | sed -n '/^and/,$p' | awk 'NF == 2 { print $1, ($2 > 0) }'
for shelf in verdicts ideas initializers losses optimizers schedules sources columns settings options; do
    nntrain explain "$shelf" | sed -n -E 's/^  ([a-z][a-z0-9_.]*) .*/\1/p' >names
    echo "$shelf: $([ "$(wc -l <names)" -gt 3 ] && echo some)"
    while read -r name; do
        nntrain explain "$name" | grep -q "^$name (" || echo "$shelf: no page on $name"
    done <names
done
nntrain "$repository/tests/cli/xor.json" -q --set training.epochs=1 --set instruments.level=full -o run
diff <(head -1 run/layers.csv | tr , '\n' | sed 1,5d) \
    <(nntrain explain columns | sed -n -E 's/^  ([a-z][a-z0-9_]*) .*/\1/p') && echo "columns agree"
nntrain explain leaky_relu
diff <(nntrain explain vanishing-gradient) <(nntrain explain Vanishing_Gradient) && echo "alike"
diff <(nntrain explain batch_size) <(nntrain explain training.batch_size) && echo "alike"
nntrain explain constant | grep '(' # an initializer and a schedule
nntrain explain momentum
nntrain explain reluu 2>&1
echo "exit $?"
