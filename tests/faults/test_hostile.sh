#!/usr/bin/env bash
# Files that lie, contradict themselves or want all memory: each is refused with its
# name, the place and the exit code of its kind (2 config, 3 data, 4 model), within a
# second of processor time and 64 MiB. Under a sanitizer only the words and codes count.
. "$(dirname "$0")/support.sh"

measure=$(dirname "$program")/measure
most_seconds=1
most_kib=$((64 * 1024))
if grep -qE '__(a|t)san_init' "$program"; then
    most_seconds=30
    most_kib=$((1 << 40))
fi
n_cases=0
slowest=0
largest=0

# refused CODE TEXT COMMAND…
refused() {
    local expected=$1 text=$2 code seconds kib
    shift 2
    "$measure" used "$@" >stdout 2>stderr </dev/null
    read -r code seconds kib <used
    n_cases=$((n_cases + 1))
    [ "$code" -eq "$expected" ] || complain "$*: exit code $code, not $expected: $(head -c 400 stderr)"
    grep -qF -- "$text" stderr || complain "$*: expected \"$text\", got: $(head -c 400 stderr)"
    awk "BEGIN { exit !($seconds <= $most_seconds && $kib <= $most_kib) }" ||
        complain "$*: took $seconds s and $kib KiB"
    slowest=$(awk "BEGIN { print ($seconds > $slowest ? $seconds : $slowest) }")
    [ "$kib" -le "$largest" ] || largest=$kib
}

# zeros N, letters N: that many bytes.
zeros() { head -c "$1" /dev/zero; }
letters() { zeros "$1" | tr '\0' x; }

# little N WIDTH, big N WIDTH: N in bytes, lowest or highest first.
little() {
    local n=$1 i
    for ((i = 0; i < $2; i++)); do
        printf "\\x$(printf %02x $((n >> 8 * i & 255)))"
    done
}
big() {
    local n=$1 i
    for ((i = $2 - 1; i >= 0; i--)); do
        printf "\\x$(printf %02x $((n >> 8 * i & 255)))"
    done
}

# ---- configs ------------------------------------------------------------------------

# config PLACE TEXT: the text, written for printf's %b, is refused at LINE:COLUMN.
config() {
    printf '%b' "$2" >c.json
    refused 2 "c.json:$1: " "$program" check c.json
}

config 1:1 ''
config 1:1 'null'
config 1:1 "'a'"
config 1:2 '{'
config 1:2 '{"seed\n": 1}'
config 1:9 '{"seed":}'
config 1:12 '{"seed": 01}'
config 1:12 '{"seed": 1.}'
config 1:10 '{"seed": NaN}'
config 1:10 '{"seed": 1e999}'
config 1:11 '{"seed": 1,}'
config 1:13 '{"seed": 1} {}'
config 1:12 '{"seed": 1}\0'
config 1:12 '{"name": "a\\u0000"}'
config 1:11 '{"name": "\xff"}'
config 1:12 '{"name": "a\tb"}'
config 1:13 '{"seed": 1, "seed": 2}'
config 2:1 '{"seed": 1}\n/* '
config 1:10 '{"seed": 18446744073709551616}'
config 1:10 '{"seed": []}'

letters 100000 | tr x '[' >c.json
refused 2 'c.json:1:101: ' "$program" check c.json
letters 100000 | sed 's/x/{"a":/g' >c.json
refused 2 'c.json:1:' "$program" check c.json
letters 20000000 >c.json
refused 1 'c.json: ' "$program" check c.json
{ printf '{"description": "'; letters 15000000; printf '"'; } >c.json
refused 2 'c.json:1:15000019: ' "$program" check c.json
{ printf '{"seed": 1'; letters 200000 | sed 's/x/, "a": 1/g'; printf '}'; } >c.json
refused 2 'c.json:1:21: the key "a" is given twice' "$program" check c.json

# network PLACE VALUE: of the hidden layers.
network() {
    printf '{"data": {"train": "xor"},\n"network": {"hidden": %s}}' "$2" >c.json
    refused 2 "c.json:$1: " "$program" check c.json
}
network 2:24 '[1e300]'
network 2:24 '[18446744073709551617]'
network 2:24 '[0]'
network 2:24 '[-1]'
network 2:23 "[$(letters 300 | sed 's/x/1,/g')1]"
network 2:23 '{"units": 3}'

# ---- tables -------------------------------------------------------------------------

# data TYPE: a config with that source of the file d, in regression or not.
data() {
    case $1 in
    csv) printf '{"data": {"train": {"type": "csv", "path": "d"}}, ' ;;
    idx) printf '{"data": {"train": {"type": "idx", "images": "d", "labels": "d"}}, ' ;;
    npy) printf '{"data": {"train": {"type": "npy", "features": "d", "labels": "d"}}, ' ;;
    esac
    printf '"network": {"hidden": [2]}, "training": {"epochs": 1}}'
}
for type in csv idx npy; do
    data $type >$type.json
done

# table TYPE TEXT: the file d.
table() {
    refused 3 "$2" "$program" train $1.json -q -o never
    [ ! -e never ] || complain "$2: a run folder for nothing"
}

# csv TEXT CONTENT: behind the name of the file stands TEXT.
csv() {
    printf '%b' "$2" >d
    table csv "d$1"
}
csv ': the file is empty' ''
csv :3:1 'a,b,c\n1,2,x\n1,2\n'
csv :3: 'a,b,c\n1,2,x\n1,2,y,3\n'
csv :3:3 'a,b,c\n1,2,x\n1,,x\n'
csv :3:1 'a,b,c\n1,2,x\nnan,2,y\n'
csv :3:1 'a,b,c\n1,2,x\n1e400,2,y\n'
csv :3:3 'a,b,c\n1,2,x\n1,-inf,y\n'
csv :2:1 'a,b,c\n"1,2,x\n3,4,y\n'
csv :2:2 'a,b,c\n1\xff,2,x\n'
csv :2:2 'a,b,c\n1\0,2,x\n'
csv ': the text is UTF-16' '\xff\xfea\0,\0b\0'
csv :1:3 'a,a,c\n1,2,x\n2,3,y\n'

{ printf 'a,b\n1,'; letters 50000000; printf '\n'; } >d
table csv 'd:2:3: '
{ printf 'a,b\n1,"'; letters 50000000; } >d
table csv 'd:2:3: '
letters 1000001 | sed 's/x/1,/g' >d
table csv 'd:1:'
rm d
truncate -s 3G d
table csv 'd: offset 0: a NUL byte'

# Ten gigabytes of zeros, packed.
zeros 67108864 | gzip -9 >member
for ((i = 0; i < 160; i++)); do cat member; done >d
table csv 'd: '
letters 1000000 | sed 's/x/1,1\n/g' | gzip -9 >member
for ((i = 0; i < 20; i++)); do cat member; done >d
table csv 'd: '
printf 'a,b\n1,2\n' | gzip | head -c 20 >d
table csv 'd: the gzip data are cut off'

# ---- IDX and NPY --------------------------------------------------------------------

# idx TEXT BYTES…: the header that these arguments of big make.
idx() {
    local text=$1 size
    shift
    { printf '\0\0\x08'; big $# 1; for size in "$@"; do big "$size" 4; done; zeros 64; } >d
    table idx "$text"
}
idx 'd: offset 3: 0 dimensions'
idx 'd: offset 4: dimension 1 has size 0' 0
idx 'd: the file has 72 bytes, but its header says 4294967295' 4294967287
idx 'd: offset 8: the sizes make more than' 4294967295 4294967295
idx 'd: offset 20: the sizes make more than' 65536 1 1 1 4294967295 1 1
idx 'd: the file has 76 bytes, but its header says 212' 200 1
{ printf '\0\0\x08\x03'; big 60000 4; big 28 4; big 280 4; zeros 64; } | gzip >d
table idx 'd: the header says 470400016 bytes'
{ printf '\0\0\x08\x01'; big 1000 4; zeros 67108864; } | gzip -9 >d
table idx 'd: the unpacked file is longer than the 1008 bytes'
rm d
truncate -s 3G d
table idx 'd: offset 2: unknown type 0x00'
table npy 'd: offset 0: not an NPY file'
printf '\0\0\x08' >d
table idx 'd: 3 bytes are too few'
printf '\0\0\x07\x01\0\0\0\x01x' >d
table idx 'd: offset 2: unknown type 0x07'

# npy TEXT HEADER [LENGTH]: version 1, the length being the header's own unless given.
npy() {
    { printf '\x93NUMPY\x01\0'; little "${3-${#2}}" 2; printf '%s' "$2"; zeros 64; } >d
    table npy "$1"
}
npy 'd: offset 8: a header of 65535 bytes' '{}' 65535
npy 'd: the sizes make more than' "{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 4000000000), }"
npy 'd: offset 70: the header needs a size' "{'descr': '<f8', 'fortran_order': True, 'shape': (1000000000000, 1), }"
npy 'd: the file has 64 bytes of values, but its header says 400' \
    "{'descr': '<f8', 'fortran_order': False, 'shape': (50, 1), }"
npy 'd: ' "{'descr': '|O', 'fortran_order': False, 'shape': (8, 1), }"
npy 'd: ' "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1), }"
npy 'd: ' "{'descr': '<f8', 'fortran_order': False, 'shape': (8, -1), }"
npy 'd: ' "{'descr': '<f8', 'fortran_order': False, 'shape': ($(letters 60000 | sed 's/x/(/g')"
printf '\x93NUMPY' >d
table npy 'd: offset 0: not an NPY file'

# ---- models -------------------------------------------------------------------------

printf 'x1,x2\n0,1\n' >rows.csv

# model TEXT: the file m as a model.
model() {
    refused 4 "m: $1" "$program" predict m rows.csv
}

# in_every_place TEXT: and as a checkpoint, and as weights to start from.
stopped=(run.json -q -o stopped --set training.epochs=1 --set output.checkpoint_every=1)
"$program" "${stopped[@]}"
rm stopped/summary.json
printf '{"data": {"train": "xor"}, "network": {"hidden": [2], "initial_weights": "m"}}' >fine.json
in_every_place() {
    model "$1"
    refused 4 "m: $1" "$program" inspect m
    refused 4 "m: $1" "$program" train fine.json -q -o never
    rm stopped/checkpoint.safetensors
    mv m stopped/checkpoint.safetensors
    refused 4 "stopped/checkpoint.safetensors: $1" "$program" "${stopped[@]}" --resume
}

# entry NAME SHAPE BEGIN END; header TEXT N_BYTES [LENGTH]
entry() { printf '"%s":{"dtype":"F32","shape":%s,"data_offsets":[%s,%s]}' "$@"; }
header() { { little "${3-${#1}}" 8; printf '%s' "$1"; zeros "$2"; } >m; }

header '{}' 0 9223372036854775807
in_every_place 'no safetensors file: its header would have 9223372036854775807 bytes'
header '{}' 0 99999999
model 'the file is cut short: its header has 99999999 bytes, but only 2 follow'
header "{$(entry a '[250000000000]' 0 1000000000000)}" 64
in_every_place 'the file is cut short: the tensors take 1000000000000 bytes, but 64 follow'
header "{$(entry a '[9007199254740992,9007199254740992]' 0 64)}" 64
model 'tensor "a": its shape is too large'
header "{$(entry a '[4294967296,4294967296]' 0 64)}" 64
model 'tensor "a": '
header "{$(entry a '[16]' 0 64),$(entry b '[16]' 32 96)}" 96
model 'tensor "b" begins at byte 32, but the bytes before it end at 64 (tensors overlap)'
header "{$(entry a '[16]' 0 64),$(entry a '[16]' 64 128)}" 128
model 'header:1:'
header "{$(entry a '[16]' 0 64),$(entry b '[16]' 128 192)}" 192
model 'tensor "b" begins at byte 128, but the bytes before it end at 64 (there is a hole)'
header "{$(entry a '[16]' 0 18446744073709551680)}" 64
model 'tensor "a": data_offsets[1] is 18446744073709551680'
header '{"a":{"dtype":"F32","shape":[16]}}' 64
model 'tensor "a": data_offsets must be a list'
header "{$(entry layers.0.weight '[4,4]' 0 64)}" 64
printf '\0\0\x80\x7f' | dd of=m bs=1 seek=$(($(stat -c %s m) - 4)) conv=notrunc status=none
model 'tensor "layers.0.weight": value 16 of 16 is infinite'
header "$(letters 100000 | sed 's/x/{"a":/g')" 0
model 'header:1:'
printf x >m
model 'no safetensors file: it has 1 bytes'

# A file that is a hole of ten gigabytes, and a device without end.
rm -f m
truncate -s 10G m
in_every_place 'no safetensors file: its header must begin with {'
refused 4 '/dev/zero: no safetensors file' "$program" predict /dev/zero rows.csv

echo "$n_cases cases; at most $slowest s of processor time and $largest KiB"
exit $failed
