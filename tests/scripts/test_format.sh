#!/usr/bin/env bash
# Every C file is formatted as .clang-format says. Skipped without version 14,
# because other versions format a few things differently.
set -euo pipefail
cd "$1"

formatter=
for candidate in clang-format-14 clang-format; do
    if command -v "$candidate" >/dev/null && "$candidate" --version | grep -q 'version 14'; then
        formatter=$candidate
        break
    fi
done
if [ -z "$formatter" ]; then
    echo "clang-format 14 is not installed"
    exit 77
fi
find include src tests tools \( -name '*.c' -o -name '*.h' \) -print0 |
    xargs -0 "$formatter" --dry-run --Werror
