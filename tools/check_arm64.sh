#!/usr/bin/env bash
# Cross-builds for arm64 and trains shipped configs under qemu and natively: every
# file of a run but run.json must have the same bits.
#
#     tools/check_arm64.sh PROGRAM [CONFIG...]
#
# PROGRAM is the native build. Needs gcc-aarch64-linux-gnu and qemu-user; the libraries
# come from the distribution, unpacked below build/arm64 (nothing is installed).
set -euo pipefail

if (($# == 0)); then
    sed -n '2,8s/^# \{0,1\}//p' "$0"
    exit 2
fi
native=$(readlink -f "$1")
shift
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
configs=("$@")
if ((${#configs[@]} == 0)); then
    configs=(configs/xor_*.json configs/spiral_*.json configs/sine_*.json)
fi

build=$PWD/build/arm64
root=$build/root
libraries=$root/usr/lib/aarch64-linux-gnu:$root/lib/aarch64-linux-gnu

# The package lists live below the build too.
fetch_libraries() {
    local apt=(apt-get -q -o APT::Architecture=arm64 -o APT::Architectures=arm64
        -o APT::Sandbox::User=root -o "Dir::State=$build/apt" -o "Dir::Cache=$build/apt"
        -o Dir::State::status=/dev/null)
    mkdir -p "$build/apt/lists/partial" "$build/apt/archives/partial" "$build/packages"
    "${apt[@]}" update >/dev/null
    (cd "$build/packages" &&
        "${apt[@]}" download libcjson-dev libcjson1 zlib1g-dev zlib1g >/dev/null)
    for package in "$build"/packages/*.deb; do
        dpkg-deb -x "$package" "$root"
    done
}

build_program() {
    PKG_CONFIG_LIBDIR=$root/usr/lib/aarch64-linux-gnu/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root \
        cmake -S . -B "$build" -D CMAKE_BUILD_TYPE=Release -D CMAKE_SYSTEM_NAME=Linux \
        -D CMAKE_SYSTEM_PROCESSOR=aarch64 -D CMAKE_C_COMPILER=aarch64-linux-gnu-gcc \
        -D "CMAKE_EXE_LINKER_FLAGS=-Wl,-rpath-link,$libraries" >/dev/null
    cmake --build "$build" -j2 --target nntrain >/dev/null
}

# list_hashes FOLDER: of every file but run.json.
list_hashes() {
    (cd "$1" && find . -type f ! -name run.json -print0 | sort -z | xargs -0 sha256sum)
}

[[ -e $root/usr/include/zlib.h ]] || fetch_libraries
build_program

runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
failures=0
for config in "${configs[@]}"; do
    name=$(basename "$config" .json)
    "$native" "$config" -q -o "$runs/native/$name"
    for isa in neon generic; do
        NNTRAIN_ISA=$isa qemu-aarch64 -L /usr/aarch64-linux-gnu -E "LD_LIBRARY_PATH=$libraries" \
            "$build/bin/nntrain" "$config" -q -o "$runs/$isa/$name"
        if diff <(list_hashes "$runs/native/$name") <(list_hashes "$runs/$isa/$name"); then
            printf 'same bits: %s, %s\n' "$config" "$isa"
        else
            printf 'DIFFERENT: %s, %s\n' "$config" "$isa"
            failures=$((failures + 1))
        fi
    done
done
((failures == 0))
