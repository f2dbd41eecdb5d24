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

echo "the same points in files of numbers, which their content tells apart"
printf '\0\0\10\2\0\0\0\4\0\0\0\2\0\0\0\1\1\0\1\1' >points
printf '\0\0\10\1\0\0\0\4\0\1\1\0' >labels
{
    printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '<i2', 'fortran_order': False, 'shape': (4, 2), }"
    printf '\0\0\0\0\0\0\1\0\1\0\0\0\1\0\1\0'
} >points.npy
gzip -k points
nntrain predict run points.csv >answers
for file in points points.gz points.npy; do
    nntrain predict run $file | cmp - answers && echo "$file: the same answers"
done
nntrain evaluate run points labels -q | sed -E 's/loss [0-9.e-]+/loss …/' | head -n 1
nntrain predict run points.npy -o file.csv && cmp file.csv answers
nntrain predict run points --activations all | head -n 1
nntrain predict run points --activations 1 | grep -c ,
{
    nntrain predict run points -o file.csv
    echo "exit $?"
    nntrain predict run labels
    echo "exit $?"
    for layer in 2 0 first 1000000; do
        nntrain predict run points --activations $layer
        echo "exit $?"
    done
    printf '\0\0\15\2\0\0\0\1\0\0\0\2\0\0\0\0\177\200\0\0' >infinite
    nntrain predict run infinite
    echo "exit $?"
    nntrain evaluate run labels labels
    echo "exit $?"
    nntrain evaluate run points
    echo "exit $?"
    nntrain evaluate run points.csv labels
    echo "exit $?"
    head -c 900 run/model.safetensors >cut
    nntrain evaluate cut points labels
    echo "exit $?"
    nntrain predict points points
    echo "exit $?"
} 2>&1
