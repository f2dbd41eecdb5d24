# The command at the end of a page leads to the verdict, or the status, that it is on; every
# idea has one, too.
ln -s "$repository/configs" "$repository/data" .
names() {
    nntrain explain "$1" | sed -n -E 's/^  ([a-z_]+) .*/\1/p'
}
# Of each page of the topic, without the words behind the command.
find_commands() {
    nntrain explain "$1" | sed -n '/^To [a-z]* it/,/^$/p' | tr '\n' ' ' |
        sed 's/To see it: /\n/g' | sed -E 's/, .*//; s/ +$//' | sed 1d
}
# Stopped after some seconds, a minute or as many as are given.
run_command() {
    case $1 in
    'nntrain configs/'*) eval "timeout -s INT ${2:-60} $1 -q -f -o run" 2>said ;;
    *) echo "no command: $1" ;;
    esac
}
for rule in $(names verdicts); do
    command=$(find_commands "$rule" | head -n 1)
    # Which verdict it is, the first epochs tell.
    case $rule in
    vanishing_gradient | noise_dominated | update_too_small)
        command="$command --set training.epochs=20"
        ;;
    esac
    run_command "$command"
    grep -q "\"rule\": \"$rule\"" run/summary.json && echo "verdict $rule"
done
for status in $(names statuses); do
    command=$(find_commands "$status" | tail -n 1)
    run_command "$command" "$([ "$status" = interrupted ] && echo 1)"
    grep -q "\"status\": \"$status\"" run/summary.json && echo "status $status"
done
for idea in $(names ideas); do
    nntrain explain "$idea" | grep -q '^To [a-z]* it' && echo "idea $idea"
done
