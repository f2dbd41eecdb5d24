# Installs what a build needs and builds; sourced by the tools beside it. All
# that it says goes to standard error: standard output belongs to the programs.

# The repository, from a script's own path with its links followed.
repository=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

say() {
    printf 'nntrain: %s\n' "$*" >&2
}

# Runs a command with its output in the file $1, which is shown if it fails.
run_logged() {
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        say "failed: $*"
        return 1
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
}

# The package lists of a fresh system are empty, so a first failure asks for them.
apt_install_updating() {
    apt_install "$@" && return
    as_root apt-get -o DPkg::Lock::Timeout=120 update && apt_install "$@"
}

# Prints the packages that are missing among lines of "package test-command".
list_missing() {
    local package test
    while read -r package test; do
        eval "$test" >/dev/null 2>&1 </dev/null || printf '%s\n' "$package"
    done
}

# Installs the missing packages among lines of "package test-command".
need() {
    local missing=()
    mapfile -t missing < <(list_missing)
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    if ! command -v apt-get >/dev/null; then
        say "please install what Debian calls: ${missing[*]}"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        say "please install, as root: apt-get install ${missing[*]}"
        return 1
    fi
    say "installing with apt-get: ${missing[*]}"
    run_logged "$repository/build/apt.log" apt_install_updating "${missing[@]}"
}

need_for_program() {
    need <<'END'
gcc command -v cc gcc
libc6-dev echo '#include <stdio.h>' | cc -E -
make command -v make
cmake command -v cmake
pkg-config command -v pkg-config
libcjson-dev pkg-config --exists libcjson
zlib1g-dev pkg-config --exists zlib
END
}

need_for_tests() {
    need <<'END'
g++ command -v g++
clang-format command -v clang-format-14 clang-format
ninja-build command -v ninja
libcriterion-dev pkg-config --exists criterion
END
}

# Installs the data of Debian's that the configs among the arguments name.
need_for_data() {
    local argument
    for argument in "$@"; do
        if [[ $argument == *.json && -f $argument ]] &&
            grep -q /usr/share/datasets/fashion-mnist/ "$argument"; then
            need <<'END'
dataset-fashion-mnist test -e /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz
END
            return
        fi
    done
}

# True when the build in folder $1 is whole, and nothing that went into it (nor
# the further folders) has changed since. A removed file shows in its folder's time.
is_fresh() {
    local folder=$1
    [ -e "$folder/.built" ] && [ -x "$folder/bin/nntrain" ] && [ -z "$(find \
        "$repository"/{CMakeLists.txt,CMakePresets.json,include,src} "${@:2}" \
        -newer "$folder/.built" -print -quit)" ]
}

# CMake refuses a cache that was made at another place, as in a copied checkout.
drop_foreign_cache() {
    local cache=$1/CMakeCache.txt
    if [ -e "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$repository" "$cache"; then
        rm -rf "$cache" "$1/CMakeFiles"
    fi
}

# The work of `build`, in a subshell that holds the lock on descriptor 9.
build_locked() {
    local preset=$1 need_packages=$2 folder=$repository/build/$1
    # A change during the build must be newer than the stamp.
    touch "$folder/.started"
    "$need_packages" || return
    say "building (build/$preset)"
    cd "$repository" || return
    drop_foreign_cache "$folder"
    # For new folders; it has a processor work while make still reads.
    if command -v ninja >/dev/null; then
        export CMAKE_GENERATOR=Ninja
    fi
    run_logged "$folder/configure.log" cmake --preset "$preset" 9>&- || return
    run_logged "$folder/build.log" cmake --build "$folder" --parallel "$(nproc)" 9>&- || return
    mv "$folder/.started" "$folder/.built"
}

# build PRESET NEED [FOLDER...]: configures and builds into build/PRESET, once and
# whenever sources (or the further folders) changed; NEED installs what that takes.
# One at a time per checkout.
build() {
    local folder=$repository/build/$1
    is_fresh "$folder" "${@:3}" && return
    mkdir -p "$folder"
    (
        flock 9
        is_fresh "$folder" "${@:3}" || build_locked "$@"
    ) 9>"$folder/.lock"
}
