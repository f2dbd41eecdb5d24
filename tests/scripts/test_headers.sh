#!/usr/bin/env bash
# Each public header compiles alone, in C and in C++, without a warning.
set -euo pipefail
cd "$1"
failed=0

# compile_alone COMPILER HEADER FLAG...
compile_alone() {
    local compiler=$1 header=$2
    if ! printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
        "$compiler" "${@:3}" -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only -; then
        echo "$header does not compile alone with $compiler"
        failed=1
    fi
}

for path in include/nntrain/*.h; do
    header=${path#include/}
    compile_alone "${CC:-cc}" "$header" -x c -std=c17
    compile_alone "${CXX:-c++}" "$header" -x c++ -std=c++17
done
exit $failed
