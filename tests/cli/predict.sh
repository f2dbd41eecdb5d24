# XOR is learned, so the classes of its four points are known.
cp "$repository/tests/cli/xor.json" .
nntrain xor.json -q -o run
printf '0,0\n0,1\n1,0\n1,1\n' >points.csv
nntrain predict run/model.safetensors points.csv | cut -d, -f1
nntrain predict run - <points.csv | cut -d, -f1 | tail -n 1
nntrain predict run/config.json points.csv 2>problem
echo "exit $?"
nntrain predict run missing.csv 2>>problem
echo "exit $?"
printf '0,zero\n' >words.csv
nntrain predict run words.csv 2>>problem
echo "exit $?"
grep -c . problem
