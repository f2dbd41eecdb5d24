# Where the locale is not UTF-8, all of the screen is ASCII.
cp "$repository/tests/cli/xor.json" .
LC_ALL=C nntrain xor.json --color=never >screen
LC_ALL=C grep -c '[^ -~]' screen
grep -cE '^    [12] .*[-_.~=+*#]{14}' screen
