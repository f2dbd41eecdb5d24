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
    srand(1); print "row,city,name,unit,a,b,price"
    for (i = 1; i <= 300; i++) {
        a = i % 17; b = i * 7 % 23
        print i "," (i % 2 ? "Rome" : "Oslo") ",visit " i ",1," (i % 50 ? a : "") "," b "," 3 * a - 0.5 * b + a * b / 20 + (i % 2 ? 30 : 0)
    }
}' >prices.csv
nntrain init prices.csv -o prices.json && cat prices.json
nntrain prices.json -q -o prices
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "validation_r2") at = i } NR > 1 && $at > best { best = $at }
    END { print (best >= 0.95 ? "learned" : "R2 " best) }' prices/metrics.csv
# A city that was never seen is none of those known, and a note says so.
printf 'city,a,b\nRome,3,4\nOslo,3,4\nParis,3,4\n' >new.csv
nntrain predict prices new.csv 2>&1 >/dev/null
nntrain predict prices new.csv 2>/dev/null |
    awk 'NR == 2 { rome = $1 } NR == 3 { print (rome - $1 > 20 ? "differs" : rome " " $1) }'
printf 'a,b\n1,2\n1,2\n' >same.csv
nntrain init same.csv 2>&1
printf 'a,b\n7,2\n7,3\n' >constant.csv
nntrain init constant.csv 2>&1
echo "exit $?"
# Amounts with a unit are no classes; a column of numbers and words, and one of nothing.
awk 'BEGIN { print "size,none,width,depth,price"; for (i = 1; i <= 30; i++) print (i == 20 ? "big" : i * i) ",," i % 7 "," i % 5 ",$" i }' >shop.csv
nntrain init shop.csv 2>&1
echo "exit $?"
nntrain init shop.csv --target width | sed -n '/ignore/,/]/p'
# Numbers of orders that follow one another say nothing; of a few rows they may be anything.
awk 'BEGIN { print "order,a,price"; for (i = 1000; i < 1020; i++) print i "," i % 7 "," i % 5 + i / 3 }' >orders.csv
nntrain init orders.csv | sed -n '/ignore/,/]/p'
head -n 20 orders.csv >few.csv
nntrain init few.csv | grep -c ignore
# Amounts with a fraction count nothing, and neither do numbers with one left out.
awk 'BEGIN { print "a,b,price"; for (i = 10; i < 40; i++) print i + 0.5 "," i + (i > 30) "," i % 5 + i / 3 }' >amounts.csv
nntrain init amounts.csv | grep -c ignore
# Years are no numbers of rows: what is measured may have its trend.
{
    echo order,year,yield
    for i in {1..30}; do echo "$((4000 + i)),$((1989 + i)),$((i * i % 17)).5"; done
} >years.csv
nntrain init years.csv --target yield | grep -A 2 '"ignore"'
exit 0
