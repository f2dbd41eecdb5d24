# What is wrong with a command line is said with exit code 2, before any work.
cp "$repository/tests/cli/xor.json" .
# What else is known changes with every new verb, and is not looked at.
try() {
    nntrain "$@" 2>&1 | sed -E 's/known: train, [^;]*/known: .../'
    echo "exit ${PIPESTATUS[0]}"
}
try trian xor.json
try xyzzy
try help trian
try --quite xor.json
try --xyzzy xor.json
try xor.json -x
try xor.json -qx
try xor.json --output
try xor.json -o
try xor.json --output=
try xor.json --force=yes
try xor.json --color=purple
try xor.json --progress=
try xor.json --seed=-1
try xor.json --seed 18446744073709551616
try xor.json --set training.epochs
try xor.json --set =3
try train
try predict
try predict model.safetensors
try check xor.json other.json
try check xor.json --force
try xor.json --resume --force
try completion tcsh
ls
try xor.json --epochs 5
try xor.json --batch-size=5
try xor.json --dropout 0.5
try xor.json --no-color
