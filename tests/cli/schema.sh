# The schema is one JSON object of draft 07.
nntrain schema | head -c 1
echo
nntrain schema | grep -c 'http://json-schema.org/draft-07/schema#'
