#!/usr/bin/env bash
# The library as it is installed: the example of README.md is built by pkg-config and
# by CMake and says what it should; C++ links, too; and nntrain.h includes every header.
set -euo pipefail
cd "$1"
build=$(readlink -f "$(dirname "$2")/..")
cc=${CC:-cc}
cxx=${CXX:-c++}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for path in include/nntrain/*.h; do
    header=${path#include/}
    [ "$header" = nntrain/nntrain.h ] || grep -q "^#include \"$header\"" include/nntrain/nntrain.h ||
        { echo "nntrain.h does not include $header"; exit 1; }
done

cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/log"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$scratch/prefix" -name nntrain.pc)")
case $(grep '^NNT_SANITIZE:' "$build/CMakeCache.txt" || true) in
*=address) sanitize=-fsanitize=address,undefined ;;
*=thread) sanitize=-fsanitize=thread ;;
*=coverage) sanitize=--coverage ;;
*) sanitize= ;;
esac
linker=$(sed -n 's/^CMAKE_EXE_LINKER_FLAGS:[A-Z]*=//p' "$build/CMakeCache.txt")
strict=(-Wall -Wextra -Wpedantic -Werror)
read -ra flags <<<"$sanitize $linker $(pkg-config --cflags nntrain)"
read -ra libs <<<"$(pkg-config --libs nntrain)"

# What the example prints is what the program finds.
"$2" train configs/iris.json -q -o "$scratch/run" 2>"$scratch/log"
accuracy=$(sed -n 's/.*"test_accuracy": \([0-9.]*\).*/\1/p' "$scratch/run/summary.json")
check_example() {
    "$1" >"$scratch/said"
    grep -qx "test accuracy $(printf %.3f "$accuracy") after 200 epochs" "$scratch/said"
    grep -Eqx 'setosa (1|0\.9).*' "$scratch/said"
    grep -qx 'virginica 0\.0.*' "$scratch/said"
}

sed -n '/^```c$/,/^```$/{/^```/d;p}' README.md |
    sed "s|\"iris\"|\"$scratch/iris\"|" >"$scratch/iris.c"
"$cc" -std=c17 "${strict[@]}" "${flags[@]}" "$scratch/iris.c" "${libs[@]}" -o "$scratch/iris-c"
check_example "$scratch/iris-c"

cat >"$scratch/version.cpp" <<'END'
#include <cstring>
#include <nntrain/nntrain.h>

int main() {
    nnt_error error{};
    nnt_model *model = nullptr;
    const nnt_status status = nnt_model_load("/nowhere", nullptr, &model, &error);
    return status == NNT_ERR_IO && std::strcmp(nnt_version(), NNT_VERSION) == 0 ? 0 : 1;
}
END
"$cxx" -std=c++17 "${strict[@]}" "${flags[@]}" "$scratch/version.cpp" "${libs[@]}" -o "$scratch/cxx"
"$scratch/cxx"

cat >"$scratch/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.20)
project(iris LANGUAGES C)
find_package(nntrain 0.1 REQUIRED)
add_executable(iris iris.c)
target_link_libraries(iris PRIVATE nntrain::nntrain)
END
cmake -S "$scratch" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$scratch/prefix" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$sanitize" -DCMAKE_EXE_LINKER_FLAGS="$linker" \
    >"$scratch/log"
cmake --build "$scratch/build" >"$scratch/log"
check_example "$scratch/build/iris"
