#!/usr/bin/env bash
# Checks what the folders of src/ may know of each other, and a few rules that
# keep the library a library. Prints each breach; exit code 1 when there is one.
set -euo pipefail
cd "${1:-$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/..}"

mapfile -t files < <(find src -name '*.c' -o -name '*.h' -o -name '*.inc' | LC_ALL=C sort)

# An include goes to the own folder or to a lower rank; folders of one rank never
# know each other. A public header has the rank of the lowest folder that may use it.
check_includes() {
    awk '
    BEGIN {
        split("base:0 kernel:1 data:2 nn:2 optim:2 init:2 schedule:2 train:3 instruments:4 " \
              "theory:4 diagnosis:4 engine:5 output:6 experiment:7 cli:8", pairs, " ")
        for (i in pairs) { split(pairs[i], pair, ":"); rank[pair[1]] = pair[2] }
        split("status:0 option:0 messages:0 memory:0 history:0 verdict:3 explain:4 run:3 progress:3 experiment:3 compare:3 gradcheck:3 " \
              "model:6 evaluation:6 inspection:6 config:6 nntrain:6 catalog:7 theory:7 pictures:7 report:7 starter:7", pairs, " ")
        for (i in pairs) { split(pairs[i], pair, ":"); public[pair[1] ".h"] = pair[2] }
    }
    function refuse(why) { printf "%s:%d: %s\n", FILENAME, FNR, why; n_refused++ }
    FNR == 1 {
        split(FILENAME, path, "/")
        own = path[2]
        if (!(own in rank)) refuse("folder src/" own " has no rank; give it one in tools/check_layers.sh")
    }
    /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
        match($0, /[<"][^>"]*[>"]/)
        name = substr($0, RSTART + 1, RLENGTH - 2)
        n_parts = split(name, part, "/")
        if (name ~ /\.c$/) refuse("includes the source file " name)
        else if ($0 ~ /<cjson\/cJSON.h>|<cJSON.h>/ && FILENAME != "src/base/json.c")
            refuse("only src/base/json.c may include cJSON")
        else if ($0 ~ /</) next
        else if (part[1] == "nntrain") {
            if (!(part[2] in public)) refuse("no rank is known for " name)
            else if (rank[own] < public[part[2]] && FILENAME != "src/base/version.c")
                refuse(own " (rank " rank[own] ") may not include " name)
        } else if (own == "cli") {
            if (n_parts > 1) refuse("cli includes public headers only, not " name)
        } else if (n_parts == 1) {
            if (name !~ /_list\.inc$/) refuse("write " own "/" name)
        } else if (part[1] != own && (!(part[1] in rank) || rank[part[1]] >= rank[own]))
            refuse(own " (rank " rank[own] ") may not include " name)
    }
    END { exit n_refused > 0 }
    ' "${files[@]}"
}

# The library prints nothing, ends nothing, and reads neither clock nor environment.
check_calls() {
    local calls found
    calls='printf|puts|putchar|perror|exit|_Exit|abort|getenv|time|clock|clock_gettime|rand|srand'
    calls+='|setlocale|signal|system'
    found=$(printf '%s\n' "${files[@]}" | grep -v '^src/cli/' |
        xargs grep -nE "(^|[^A-Za-z0-9_>.])($calls) *\(|\b(stdout|stderr)\b" |
        grep -vE '^[^:]*:[0-9]+:[[:space:]]*(/\*|\*)' || true)
    [ -z "$found" ] || { printf 'not in the library:\n%s\n' "$found" && return 1; }
}

# One name, one file, so that an editor finds it.
check_names() {
    local twice
    twice=$(find src tests -name '*.[ch]' -o -name '*.inc' | sed 's|.*/||' | LC_ALL=C sort | uniq -d)
    [ -z "$twice" ] || { printf 'file names used twice:\n%s\n' "$twice" && return 1; }
}

check_lengths() {
    local long
    long=$(find src tests include tools \( -name '*.[ch]' -o -name '*.inc' \) -exec wc -l {} + |
        awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines, at most 400 are allowed" }')
    [ -z "$long" ] || { echo "$long" && return 1; }
}

failed=0
check_includes || failed=1
check_calls || failed=1
check_names || failed=1
check_lengths || failed=1
exit $failed
