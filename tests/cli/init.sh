# A config for a CSV file: printed, written, trained as it stands, and never written over.
cp "$repository/data/iris.csv" .
nntrain init iris.csv --target species
nntrain init iris.csv --target species -o configs.json && nntrain check configs.json
nntrain configs.json -q -o run
awk -F, 'NR > 1 { accuracy = $NF } END { print (accuracy >= 0.9 ? "learned" : "accuracy " accuracy) }' run/metrics.csv
nntrain init iris.csv -o configs.json 2>&1
echo "exit $?"
nntrain init iris.csv -o configs.json --force
nntrain init iris.csv --target specis 2>&1
echo "exit $?"
nntrain init - 2>&1
echo "exit $?"
# A regression with a number of the row, words, a constant and missing values.
awk 'BEGIN {
    srand(1); print "row,city,unit,a,b,price"
    for (i = 1; i <= 300; i++) {
        a = i % 17; b = i * 7 % 23
        print i "," (i % 2 ? "Rome" : "Oslo") ",1," (i % 50 ? a : "") "," b "," 3 * a - 0.5 * b + a * b / 20
    }
}' >prices.csv
nntrain init prices.csv -o prices.json && cat prices.json
nntrain prices.json -q -o prices
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "validation_r2") at = i } NR > 1 && $at > best { best = $at }
    END { print (best >= 0.95 ? "learned" : "R2 " best) }' prices/metrics.csv
printf 'a,b\n1,2\n1,2\n' >same.csv
nntrain init same.csv 2>&1
printf 'a,b\nx,2\ny,3\n' >words.csv
nntrain init words.csv 2>&1
exit 0
