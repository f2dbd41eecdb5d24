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
