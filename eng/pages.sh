#!/usr/bin/env bash
# Writes manual pages and shell completions, as a program tells of itself, to where a system looks for them.
#   eng/pages.sh FOLDER PROGRAM     FOLDER is PREFIX/share
set -euo pipefail
share=$1 program=$2

# A failure in the middle must not pass for a page.
print() { # print FILE ARGUMENT…
    local file=$1
    shift
    mkdir -p "$(dirname "$file")"
    "$program" "$@" >"$file"
}

pages=$("$program" manual)
for page in $pages; do
    print "$share/man/man1/$page.1" manual "$page"
done
print "$share/bash-completion/completions/autoschematic" completion bash
print "$share/zsh/site-functions/_autoschematic" completion zsh
print "$share/fish/vendor_completions.d/autoschematic.fish" completion fish
