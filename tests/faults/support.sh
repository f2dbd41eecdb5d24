# Shared by the fault tests: test_NAME.sh REPOSITORY PROGRAM [--long]. The quick
# versions are for every day; --long gives the counts that a release is to show.
set -euo pipefail
source=$1
program=$(readlink -f "$2")
is_long=${3-}
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
unset NNTRAIN_ISA

complain() {
    echo "$*"
    failed=1
}

# choose QUICK LONG
choose() {
    if [ "$is_long" = --long ]; then echo "$2"; else echo "$1"; fi
}

# A run of about half a second under the sanitizers, with everything that has state:
# validation, early stopping, a schedule, moments, the ledger.
cat >run.json <<'JSON'
{ "name": "run", "seed": 3,
  "data": { "train": { "type": "spiral", "samples": 200 }, "validation": { "fraction": 0.25 } },
  "network": { "hidden": [12, 12], "activation": "relu" },
  "training": { "epochs": 60, "batch_size": 16, "schedule": "cosine",
    "optimizer": { "type": "adam", "learning_rate": 0.02 },
    "early_stopping": { "monitor": "validation_loss", "patience": 50, "restore_best": true } },
  "output": { "checkpoint_every": 7 } }
JSON

# same WHOLE FOLDER: every file but run.json equal, and none beside them.
same() {
    diff -r -q -x run.json "$1" "$2"
}

# seconds_of COMMAND…: how long it takes.
seconds_of() {
    local before=$EPOCHREALTIME
    "$@" >/dev/null 2>&1
    awk "BEGIN { print $EPOCHREALTIME - $before }"
}

# random_part SECONDS: a random moment of it, the seed being $RANDOM's.
random_part() {
    awk "BEGIN { print $1 * $RANDOM / 32768 }"
}
