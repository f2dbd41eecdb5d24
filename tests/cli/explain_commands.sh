# The command at the end of a verdict's page leads to that verdict.
work=$PWD
cd "$repository" || exit
nntrain explain verdicts | sed -n -E 's/^  ([a-z_]+) .*/\1/p' | while read -r rule; do
    command=$(nntrain explain "$rule" | awk '/^To see it: / { on = 1 } on && /^$/ { exit } on' |
        tr '\n' ' ' | sed 's/^To see it: //')
    case $command in
    'nntrain configs/'*) eval "$command -q -o $work/$rule" 2>"$work/said" ;;
    esac
    grep -q "\"rule\": \"$rule\"" "$work/$rule/summary.json" && echo "$rule"
done
