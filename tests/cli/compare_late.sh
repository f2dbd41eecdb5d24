# Runs that came to the end of their time are kept as they are; with another limit, or
# none, they go on to the same files as if there had never been one.
cp "$repository/tests/cli/compare.json" .
take() {
    nntrain compare.json "$@" --progress none 2>&1 | sed -E 's/ in [0-9.]+ (ms|s)/ in TIME/'
}
take -o whole >screen
take -o late --set training.time_limit=1e-9 | sed -n '1p; /^next/,$p'
take -o late --set training.time_limit=1e-9 --resume | sed -n 1p
take -o late --set training.time_limit=1e-8 --resume | sed -n 1p
cut -d, -f4,5 late/compare.csv | uniq
take -o late --resume --set training.epochs=4000 | sed 's/first .*, where/first RUN, where/'
take -o late --resume | sed -n 1p
for file in compare.csv summary.json activation=tanh-s2/model.safetensors \
    activation=sigmoid-s1/layers.csv activation=sigmoid-s1/config.json; do
    cmp "whole/$file" "late/$file" && echo "$file: the same"
done
