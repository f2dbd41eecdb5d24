# What a training needs is said before it begins, and what is not there is refused.
sed 's/"hidden": *\[[^]]*\]/"hidden": [200000, 200000]/' "$repository/tests/cli/xor.json" >huge.json
nntrain check --verbose "$repository/tests/cli/xor.json" | sed 's/ *[0-9.]* [kMGTPE]B$/ N/; 1d'
nntrain check --verbose huge.json | grep -E 'parameters|total' | tr -s ' '
nntrain huge.json 2>&1 | sed 's/and [0-9.]* [kMGTPE]*B are/and N are/'
ls
