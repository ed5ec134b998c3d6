#!/bin/sh
# Installs the native program, its manual pages and its shell completions, after its checksum was found right.
#   ./install.sh --from PLACE [--prefix DIR] [--version VERSION]
#   ./install.sh --uninstall [--prefix DIR]
# PLACE is an archive, a folder, or a URL of one with archives and their SHA256SUMS. DIR is ~/.local when nothing is said
# (or $PREFIX). Without --version the newest archive for this machine is taken.
set -eu
export LC_ALL=C

fail() {
    printf 'error: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf 'hint: %s\n' "$2" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }
usage() { fail "$1" "run \`./install.sh --from PLACE\` with a folder, an archive or a URL; its first lines say more"; }

from='' version='' remove=no prefix=${PREFIX:-}
while [ $# -gt 0 ]; do
    case "$1" in
        --from | --prefix | --version)
            [ $# -ge 2 ] || usage "\`$1\` needs a value"
            case "$1" in
                --from) from=$2 ;;
                --prefix) prefix=$2 ;;
                --version) version=$2 ;;
            esac
            shift 2
            ;;
        --uninstall) remove=yes && shift ;;
        -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0" && exit 0 ;;
        *) usage "there is no option \`$1\`" ;;
    esac
done
[ -n "$prefix" ] || prefix=${HOME:?the variable HOME is not set, so give --prefix}/.local
case "$prefix" in /*) ;; *) prefix=$PWD/$prefix ;; esac
manifest=$prefix/share/autoschematic/installed

# Removes the files that a list names, whole or not yet, and the folders that were made for them when nothing else is in them.
remove_listed() { # remove_listed LIST
    while IFS= read -r file; do
        rm -f "$prefix/$file" "$prefix/$file.new"
        folder=$(dirname "$file")
        while [ "$folder" != . ] && rmdir "$prefix/$folder" 2>/dev/null; do
            folder=$(dirname "$folder")
        done
    done <"$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
if [ "$remove" = yes ]; then
    [ -f "$manifest" ] || fail "nothing was installed in \`$prefix\` by this script" "give the folder with --prefix"
    cp "$manifest" "$work/old"
    echo share/autoschematic/installed >>"$work/old"
    remove_listed "$work/old"
    echo "autoschematic was removed from $prefix"
    exit 0
fi
[ -n "$from" ] || usage "it is not said where to install from"

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64) platform=linux-arm64 ;;
    Darwin-x86_64) platform=osx-x64 ;;
    Darwin-arm64) platform=osx-arm64 ;;
    *) fail "there is no native program for $(uname -s) on $(uname -m)" "run \`dotnet tool install autoschematic\`" ;;
esac

# fetch NAME FILE: gets a file of the place.
case "$from" in
    http://* | https://* | file://*)
        base=${from%/*} name=${from##*/}
        case "$name" in *.tar.gz) ;; *) base=${from%/} name='' ;; esac
        if has curl; then
            fetch() { curl --fail --silent --show-error --location --proto '=http,https,file' -o "$2" "$base/$1"; }
        elif has wget; then
            fetch() { wget --quiet -O "$2" "$base/$1"; }
        else
            fail "neither curl nor wget is here to fetch \`$from\`" "fetch the archive and SHA256SUMS yourself, and give their folder"
        fi
        ;;
    *)
        [ -e "$from" ] || fail "there is no \`$from\`" "give a folder, an archive or a URL; \`make dist\` makes artifacts/dist"
        base=$from name=''
        [ -d "$from" ] || { base=$(dirname "$from") && name=$(basename "$from"); }
        fetch() { [ -f "$base/$1" ] && cp "$base/$1" "$2"; }
        ;;
esac
fetch SHA256SUMS "$work/SHA256SUMS" || fail "there is no SHA256SUMS in \`$base\`" "it is made beside the archives, and nothing is installed without it"

if [ -z "$name" ]; then
    wanted="autoschematic-${version:-[0-9][0-9A-Za-z.+-]*}-$platform.tar.gz"
    # The version stands between two known words, so that a sort of whole names is one of versions.
    name=$(sed 's/^[0-9a-f]*  //' "$work/SHA256SUMS" | while IFS= read -r each; do
        case "$each" in autoschematic-[0-9]*-"$platform".tar.gz)
            [ -n "$version" ] && [ "$each" != "autoschematic-$version-$platform.tar.gz" ] || echo "$each"
            ;;
        esac
    done | sort -V 2>/dev/null | tail -n 1)
    [ -n "$name" ] || fail "there is no \`$wanted\` in \`$base\`" "SHA256SUMS lists what there is"
fi
fetch "$name" "$work/$name" || fail "\`$base/$name\` cannot be fetched"

grep -F "  $name" "$work/SHA256SUMS" | awk -v name="$name" '$2 == name' >"$work/sum"
[ -s "$work/sum" ] || fail "SHA256SUMS says nothing of \`$name\`" "nothing is installed without a checksum"
if has sha256sum; then
    check() { sha256sum --check --status sum; }
else
    check() { shasum -a 256 --check --status sum; }
fi
(cd "$work" && check) || fail "the checksum of \`$name\` is not the one in SHA256SUMS; nothing was installed" "fetch it again"

mkdir "$work/content"
tar -xzf "$work/$name" -C "$work/content"
content=$work/content/${name%.tar.gz}
[ -f "$content/autoschematic" ] || fail "\`$name\` holds no program"
"$content/autoschematic" version >"$work/version" 2>&1 || fail "the program of \`$name\` does not run here: $(head -n 1 "$work/version")" \
    "it needs glibc 2.34 or later; \`dotnet tool install autoschematic\` runs elsewhere"

# What belongs where, relative to the prefix.
place() {
    case "$1" in
        autoschematic) echo bin/autoschematic ;;
        share/*) echo "$1" ;;
        *) echo "share/doc/autoschematic/$1" ;;
    esac
}
(cd "$content" && find . -type f | sed 's|^\./||' | sort) >"$work/files"
while IFS= read -r file; do place "$file"; done <"$work/files" | sort >"$work/new"

# Every file appears whole, the program last: a process that runs the old one goes on with it.
put() { # put FILE TARGET
    mkdir -p "$(dirname "$prefix/$2")"
    cp "$1" "$prefix/$2.new" && mv -f "$prefix/$2.new" "$prefix/$2"
}

# The list comes first, with all that an older version had: killed at any moment, what is there can be removed.
: >"$work/old"
[ ! -f "$manifest" ] || sort "$manifest" >"$work/old"
sort -u "$work/old" "$work/new" >"$work/all"
put "$work/all" share/autoschematic/installed
while IFS= read -r file; do
    [ "$file" = autoschematic ] || put "$content/$file" "$(place "$file")"
done <"$work/files"
put "$content/autoschematic" bin/autoschematic

# What an older version had and this one has not.
comm -13 "$work/new" "$work/old" >"$work/gone"
remove_listed "$work/gone"
put "$work/new" share/autoschematic/installed
echo "$(head -n 1 "$work/version") was installed in $prefix"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "to have it on PATH: export PATH=\"$prefix/bin:\$PATH\"" ;;
esac
