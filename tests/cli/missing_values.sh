# What is missing becomes the mean of the rows that train, everywhere the same.
awk 'BEGIN {
    print "city,a,b,y"
    for (i = 1; i <= 60; i++) {
        a = i % 13; b = i * 7 % 11
        print (i % 9 ? (i % 2 ? "Rome" : "Oslo") : "") "," (i % 7 ? a : "NA") "," b "," 3 * a - b
    }
}' >gaps.csv
cat >gaps.json <<'END'
{
  "task": "regression",
  "precision": "float64",
  "data": {
    "train": { "type": "csv", "path": "gaps.csv", "missing": "mean", "categorical": ["city"] },
    "validation": { "folds": 3, "fold": 2 }
  },
  "network": { "hidden": [] },
  "training": { "epochs": 20, "batch_size": 8, "optimizer": { "type": "sgd", "learning_rate": 0.05 } }
}
END
nntrain gaps.json -o run 2>&1 >/dev/null | grep missing
echo "means, and where standard scaling has its zero: of the same rows"
grep -a -o '"means":"\[[^]]*' run/model.safetensors | sed 's/.*\[//' >means
tr , '\n' <means | cut -c 1-8
grep -a -o '"scaling":"{\\"offset\\":\[[^]]*' run/model.safetensors | sed 's/.*\[//' | tr , '\n' | cut -c 1-8
printf 'city,a,b\nRome,%s,4\nRome,,4\n' "$(cut -d, -f 3 means)" >new.csv
nntrain predict run new.csv 2>&1 >answers
awk 'NR == 2 { whole = $1 } NR == 3 { print (whole == $1 ? "the same answer" : "another answer") }' answers
nntrain evaluate run gaps.csv 2>/dev/null | sed -E 's/loss .*/scored/'
nntrain evaluate run 2>/dev/null | sed -E 's/loss .*/scored/'
echo "a run of a comparison, whose rows are lent, and alone"
nntrain compare gaps.json --set 'compare={"folds":3}' --set data.validation=null -o sweep -q
cmp sweep/gaps-s1f2/layers.csv run/layers.csv && echo "the same layers"
nntrain predict sweep/gaps-s1f2 new.csv 2>/dev/null | cmp - answers && echo "the same answers"
echo "means that are not known"
nntrain gaps.json --set data.train.missing=drop -o dropped -q
nntrain predict dropped new.csv 2>&1
echo "exit $?"
awk -F, 'BEGIN { OFS = "," } NR > 1 { $2 = "" } 1' gaps.csv >empty.csv
nntrain gaps.json --set data.train.path=empty.csv -o empty -q 2>&1
echo "exit $?"
exit 0
