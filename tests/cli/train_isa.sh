# NNTRAIN_ISA chooses an instruction set; one that does not exist is an error.
cp "$repository/tests/cli/xor.json" .
NNTRAIN_ISA=generic nntrain xor.json -q -o run && grep -o '"isa": *"generic"' run/run.json
NNTRAIN_ISA=mmx nntrain xor.json -q -o other 2>problem
echo "exit $?"
grep -c 'mmx.*generic' problem
ls
