# XOR is learned, so what every row counts for is known by hand: of five rows the
# last has the wrong answer, and one class more recall than the other.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -q -o run
printf 'x1,x2,class\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n1,1,1\n' >points.csv
show_scores() { sed -E 's/loss [0-9.e-]+/loss …/'; }
nntrain evaluate run/model.safetensors points.csv -q | show_scores
nntrain evaluate run - -q <points.csv | show_scores
nntrain evaluate run points.csv -q --json | sed -E 's/("loss":)[0-9.e-]+/\1…/'
echo "one class only: the other has nothing to divide by"
printf 'x1,x2,class\n0,1,1\n1,0,1\n' | nntrain evaluate run - -q --json |
    sed -E 's/("loss":)[0-9.e-]+/\1…/'

# A run's own data give the numbers of its summary, to the last digit.
from_summary() { sed -nE 's/^  "(train|validation|test)_[a-z0-9]+": ([-0-9.e]+),$/\2/p' "$1/summary.json"; }
from_evaluation() {
    nntrain evaluate "$1" -q --json | grep '"event":"evaluation"' |
        sed -E 's/.*"loss":([-0-9.e]+),"[a-z0-9]+":([-0-9.e]+)(,"r2":([-0-9.e]+))?.*/\1\n\2\n\4/' | grep .
}
check_own() {
    local folder=$1
    shift
    nntrain "$@" -q -o "$folder"
    from_summary "$folder" >expected
    from_evaluation "$folder" | diff expected - && echo "$folder: $(wc -l <expected) numbers, the same"
}
check_own iris "$repository/configs/iris.json" --set training.epochs=3 \
    --set 'data.validation={"fraction":0.2}' --set 'loss={"type":"cross_entropy","class_weight":"balanced","label_smoothing":0.1}'
check_own line "$repository/configs/sine_regression.json" --set training.epochs=2

# Zero weights answer with the means of the training targets, 2 and 20. Of the rows, which
# count once and three times, a is then off by 0 and 2, and b by 0 and 4.
printf 'x,w,a,b\n0,1,1,10\n1,1,3,30\n' >two.csv
printf 'x,w,a,b\n0,1,2,20\n1,3,4,24\n' >rows.csv
printf '{"task": "regression", "data": {"train": {"type": "csv", "path": "two.csv",
    "target": ["a", "b"], "weight": "w"}}, "network": {"hidden": [], "init": "zeros"},
    "training": {"epochs": 0}}' >two.json
nntrain two.json -q -o two
nntrain evaluate two rows.csv -q | sed -E 's/loss [0-9.e-]+/loss …/'
nntrain evaluate two rows.csv -q --json | grep '"event":"target"'
printf 'x,w,a,b\n0,1,0.1,20\n1,2,0.1,24\n' | nntrain evaluate two - -q | sed 1d

echo "balanced classes are not known from a model"
nntrain evaluate iris "$repository/data/iris.csv" 2>&1 >/dev/null | grep -v header
{
    nntrain evaluate iris/model.safetensors
    echo "exit $?"
    printf 'x1,x2,class\n0,0,maybe\n' | nntrain evaluate run -
    echo "exit $?"
    printf 'x1,y,class\n0,0,1\n' | nntrain evaluate run -
    echo "exit $?"
    nntrain evaluate run missing.csv
    echo "exit $?"
    nntrain evaluate points.csv points.csv
    echo "exit $?"
} 2>&1 | sed 's/^note.*//' | grep .
