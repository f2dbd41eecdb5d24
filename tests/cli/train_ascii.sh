# Where the locale is not UTF-8, all of the screen is ASCII.
cp "$repository/tests/cli/xor.json" .
LC_ALL=C nntrain xor.json --color=never >screen
LC_ALL=C grep -c '[^ -~]' screen
grep -cE '^    [12] .*[-_.~=+*#]{14}' screen
LC_ALL=C nntrain explain columns limits | LC_ALL=C grep -c '[^ -~]'
LC_ALL=C nntrain explain columns | grep '\.\.\. 1'
LC_ALL=C nntrain check xor.json --set training.epoch=1 2>&1 | LC_ALL=C grep -c '[^ -~]'
