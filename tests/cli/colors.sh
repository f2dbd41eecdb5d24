# No escape sequence reaches what is no terminal, unless it is asked for.
nntrain list activation leaky_relu | grep -c $'\033'
nntrain list activation leaky_relu --color=never | grep -c $'\033'
nntrain list activation leaky_relu --color=always | grep -c $'\033\[1mleaky_relu\033\[0m'
NO_COLOR=1 TERM=xterm nntrain list activation leaky_relu | grep -c $'\033'
true
