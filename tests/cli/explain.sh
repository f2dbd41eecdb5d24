# Every topic has a page; columns are those of layers.csv; names in several ways.
nntrain explain | sed -n '/^and/,$p' | awk 'NF == 2 { print $1, ($2 > 0) }'
for shelf in verdicts ideas statuses initializers losses optimizers schedules sources columns limits settings options; do
    nntrain explain "$shelf" | sed -n -E 's/^  ([a-z][a-z0-9_.]*) .*/\1/p' >names
    echo "$shelf: $([ "$(wc -l <names)" -gt 3 ] && echo some)"
    mapfile -t names <names
    nntrain explain "${names[@]}" >pages
    for name in "${names[@]}"; do
        grep -q "^$name (" pages || echo "$shelf: no page on $name"
    done
    grep -o 'configs/[a-z_]*[.]json' pages | sort -u | while read -r config; do
        [ -e "$repository/$config" ] || echo "$shelf: no $config"
    done
done
nntrain "$repository/tests/cli/xor.json" -q --set training.epochs=1 --set instruments.level=full -o run
diff <(head -1 run/layers.csv | tr , '\n' | sed 1,5d) \
    <(nntrain explain columns | sed -n -E 's/^  ([a-z][a-z0-9_]*) .*/\1/p') && echo "columns agree"
nntrain "$repository/configs/sine_regression.json" -q --set training.epochs=3 -o lost 2>/dev/null \
    --set 'training.optimizer={"type":"sgd","learning_rate":100}'
for table in run/metrics lost/metrics run/theory run/units run/histograms run/activity lost/divergence; do
    file=${table#*/}.csv
    nntrain explain "$file" | sed -n -E 's/^  ([a-z][a-z0-9_]*) .*/\1/p' | sort >told
    head -1 $table.csv | tr , '\n' | grep '^[a-z]' | sort | comm -23 - told | sed "s/^/$file: not told of /"
    echo "$file: $(wc -l <told) columns"
done
nntrain explain edge_of_stability | tail -n 1
nntrain explain last_margin
nntrain explain leaky_relu
diff <(nntrain explain vanishing-gradient) <(nntrain explain Vanishing_Gradient) && echo "alike"
diff <(nntrain explain batch_size) <(nntrain explain training.batch_size) && echo "alike"
diff <(nntrain explain restore_best) <(nntrain explain early-stopping.restore_best) && echo "alike"
nntrain explain training.early_stopping stop_when optimizer # with their keys
nntrain explain constant | grep '(' # an initializer and a schedule
nntrain explain momentum
nntrain explain diverged | grep "^diverged (" # a verdict and a status
nntrain explain time-limit batch_size
nntrain explain reluu relu 2>&1
echo "exit $?"
