# Every command has a page of examples, usage and options that fits 80 columns,
# and asks for it in three ways. The examples come first.
set -e
for command in train predict check list schema completion help version; do
    nntrain help $command >page
    nntrain $command --help | cmp - page
    nntrain -h $command | cmp - page
    awk -v command=$command 'length > 80 { print command ": too long: " $0 }' page
    grep -n -m 1 '^Examples' page
    grep -c "^  nntrain $command" page >/dev/null
    grep -c -- '-h, --help' page >/dev/null
done
nntrain help >page
nntrain --help | cmp - page
awk 'length > 80 { print "too long: " $0 }' page
grep -c '^  nntrain configs/xor_relu.json' page
