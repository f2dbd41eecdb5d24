# Control characters of a config never reach the terminal.
cat >x.json <<'END'
{ "name": "a", "task": "classification", "data": { "train": { "type": "\u001b[2Jxor" } }, "network": { "hidden": [2] } }
END
nntrain x.json 2>problem
echo "exit $?"
grep -c $'\033' problem
nntrain $'\033[2J.json' 2>problem
echo "exit $?"
grep -c $'\033' problem
true
