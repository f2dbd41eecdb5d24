# The script for bash completes verbs, kinds and the options of the verb.
source <(nntrain completion bash)
complete_words() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _nntrain
    echo "${COMPREPLY[*]}"
}
complete_words nntrain pre
complete_words nntrain list activ
complete_words nntrain check --s
complete_words nntrain check --force
complete_words nntrain completion ''
complete_words nntrain train xo
nntrain completion zsh | grep -c '^#compdef nntrain'
nntrain completion fish | grep -c '^complete -c nntrain -n __fish_use_subcommand -a train '
# Values of options, also behind "=", topics, and the options of a config alone.
complete_words nntrain x.json --fail-on v
complete_words nntrain x.json --color = n
complete_words nntrain x.json --color =
complete_words nntrain train x.json --set training.early_stopping.p
complete_words nntrain explain early_
complete_words nntrain explain vanishing_gradient restore
complete_words nntrain x.json --res
for shell in zsh fish; do
    nntrain completion $shell | grep -c 'training.early_stopping.patience='
    nntrain completion $shell | grep -c 'vanishing_gradient'
done
