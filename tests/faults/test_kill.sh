#!/usr/bin/env bash
# kill -9 at random moments of a run: every file that is there can be read, and
# --resume, itself killed now and then, ends with the files of a run that was left
# alone. 12 kills, with --long 200.
. "$(dirname "$0")/support.sh"
RANDOM=1

seconds=$(seconds_of "$program" run.json -q -o whole)
n=$(choose 12 200)
good=0
n_resumed=0

# kill_one COMMAND…: starts it and kills it somewhere.
kill_one() {
    "$@" >/dev/null 2>stderr &
    local victim=$!
    sleep "$(random_part "$seconds")"
    kill -9 $victim 2>/dev/null || true
    wait $victim 2>/dev/null || true
}

# Each file whole: JSON and models by their readers, tables by their last line.
check_files() {
    local file
    for file in "$1"/*; do
        case $file in
        *.safetensors)
            printf 'x1,x2\n0,1\n' | "$program" predict "$file" - >/dev/null 2>stderr ||
                complain "$file cannot be read: $(cat stderr)" ;;
        */config.json)
            "$program" check "$file" >/dev/null 2>stderr || complain "$file: $(cat stderr)" ;;
        *.csv | *.json)
            [ "$(tail -c 1 "$file" | wc -l)" -eq 1 ] || complain "$file is cut" ;;
        esac
    done
}

for ((i = 1; i <= n; i++)); do
    folder=killed_$i
    kill_one "$program" run.json -q -o "$folder"
    if [ -d "$folder" ]; then
        check_files "$folder"
    fi
    if [ $((i % 3)) -eq 0 ] && [ -e "$folder/config.json" ]; then
        kill_one "$program" run.json -q -o "$folder" --resume
        check_files "$folder"
    fi
    if [ -e "$folder/config.json" ]; then
        n_resumed=$((n_resumed + 1))
        "$program" run.json -q -o "$folder" --resume 2>stderr || complain "$i: $(cat stderr)"
    else
        "$program" run.json -q -o "$folder" 2>stderr || complain "$i: $(cat stderr)"
    fi
    if same whole "$folder" && [ -z "$(find "$folder" -name '.*' -mindepth 1)" ]; then
        good=$((good + 1))
        rm -r "$folder"
    else
        complain "kill $i: other files than without it"
    fi
done
echo "$good of $n kills ended with the same bits, $n_resumed of them by --resume"
[ "$good" -eq "$n" ] && [ "$n_resumed" -gt 0 ] && exit $failed
exit 1
