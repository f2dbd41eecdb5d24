#!/usr/bin/env bash
# All that a change must pass: format, ranks, both compilers without a warning,
# tests with sanitizers. With --update, rewrites the expected output of the
# command line cases in tests/cli instead; read the difference before you keep it.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"

need_all() {
    need_for_program && need_for_tests && need <<'END'
clang command -v clang
END
}

case ${1-} in
--update)
    build release need_all
    exec bash "$repository/tests/scripts/test_cli_cases.sh" "$repository" \
        "$repository/build/release/bin/nntrain" --update
    ;;
'') ;;
*)
    say "usage: tools/check.sh [--update]"
    exit 2
    ;;
esac

mkdir -p "$repository/build"
need_all
bash "$repository/tests/scripts/test_format.sh" "$repository"
bash "$repository/tools/check_layers.sh"
for compiler in gcc clang; do
    build "check-$compiler" need_all "$repository/tests"
done
exec "$repository/tools/test"
