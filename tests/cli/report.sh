# The same bytes again; several runs side by side; a picture; folders that are not whole.
nntrain "$repository/tests/cli/xor.json" -q -o one
nntrain "$repository/tests/cli/xor.json" -q -o two --seed 9
cp one/report.html first.html
nntrain report one
cmp first.html one/report.html && echo "the same report"
nntrain report one two -o both
grep -o '<dt>runs</dt><dd>2</dd>' both/report.html
nntrain compare "$repository/tests/cli/compare.json" -q -o compared --set 'network.hidden=[4,4]'
cp compared/report.html first.html
nntrain report compared/ -q
cmp first.html compared/report.html && echo "the same report"
nntrain report compared --svg profile.svg
head -c 40 profile.svg && echo
nntrain report one --svg no.svg || echo "exit $?"
nntrain report compared one || echo "exit $?"
nntrain report nothing || echo "exit $?"
rm one/summary.json
nntrain report one || echo "exit $?"
sed -i 2s/0/x/ two/metrics.csv
nntrain report two || echo "exit $?"
cp first.html compared/activation=tanh-s1/model.safetensors
nntrain report compared/activation=tanh-s1 || echo "exit $?"
