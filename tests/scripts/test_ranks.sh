#!/usr/bin/env bash
# The tree keeps the rules of tools/check_layers.sh, and that script finds each
# kind of breach in a small tree made for it.
set -euo pipefail
source=$1
failed=0

bash "$source/tools/check_layers.sh" "$source" || failed=1

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{include,tests,tools} "$tree"/src/{base,nn,optim,train,cli}

# expect_breach FILE TEXT MESSAGE: with TEXT in FILE, the script fails with MESSAGE.
expect_breach() {
    local output code=0
    printf '%b\n' "$2" >"$tree/$1"
    output=$(bash "$source/tools/check_layers.sh" "$tree" 2>&1) || code=$?
    rm "$tree/$1"
    if [ "$code" -ne 1 ] || [[ $output != *"$3"* ]]; then
        printf 'expected exit code 1 and "%s" for %s, got %d and:\n%s\n' "$3" "$1" "$code" "$output"
        failed=1
    fi
}

printf '#include "base/text.h"\n#include "nn/loss.h"\n#include <math.h>\n' >"$tree/src/nn/fine.c"
if ! bash "$source/tools/check_layers.sh" "$tree"; then
    echo "expected no breach in a tree that keeps the rules"
    failed=1
fi

expect_breach src/base/a.c '#include "nn/loss.h"' 'base (rank 0) may not include nn/loss.h'
expect_breach src/nn/a.c '#include "optim/optimizer.h"' 'nn (rank 2) may not include optim/optimizer.h'
expect_breach src/nn/a.c '#include "nntrain/config.h"' 'nn (rank 2) may not include nntrain/config.h'
expect_breach src/nn/a.c '#include "loss.h"' 'write nn/loss.h'
expect_breach src/nn/a.c '#include <cjson/cJSON.h>' 'only src/base/json.c may include cJSON'
expect_breach src/nn/a.c '#include "nn/loss.c"' 'includes the source file nn/loss.c'
expect_breach src/cli/a.c '#include "base/text.h"' 'cli includes public headers only, not base/text.h'
expect_breach src/train/a.c 'void f(void) {\n    printf("x");\n}' 'not in the library'
expect_breach src/train/a.c 'double f(void) {\n    return getenv("X") != 0;\n}' 'not in the library'
expect_breach src/train/fine.c '' 'file names used twice'
expect_breach src/train/a.c "$(printf 'x%.0s\\n' {1..401})" 'at most 400 are allowed'
exit $failed
