# A full disk behind standard output is an error; a reader that went away is not;
# a closed standard output never becomes some other file.
exec 2>&1
nntrain help >/dev/full
echo "exit $?"
nntrain help | true
echo "exit ${PIPESTATUS[0]}"
nntrain help >&-
echo "exit $?"
