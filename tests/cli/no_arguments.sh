# Nothing to do is a usage error, answered by a short help on stderr.
nntrain
