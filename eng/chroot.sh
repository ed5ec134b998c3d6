#!/usr/bin/env bash
# Runs the demo with the native program in an empty Debian: nothing is in it but libc, git, Python with grpcio, protobuf and
# aiohttp, what those need, and of this checkout the program, samples/quickstart, connectors/grafana and sdk/python.
#   eng/chroot.sh PROGRAM
# Debian's packages are fetched with apt-get and unpacked into artifacts/debian; nothing of this machine is used or changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$1
debian="$root/artifacts/debian"
packages="coreutils git python3 python3-grpcio python3-protobuf python3-aiohttp"
say() { printf 'chroot: %s\n' "$*"; }
for tool in apt-get dpkg-deb unshare; do
    command -v "$tool" >/dev/null || {
        echo "error: \`$tool\` is not here: an empty Debian is made of its packages" >&2
        exit 1
    }
done

# Everything that these packages need is fetched as if nothing were installed.
mkdir -p "$debian/archives/partial"
: >"$debian/status"
apt() {
    apt-get -q -y -o Dir::State::status="$debian/status" -o Dir::Cache::archives="$debian/archives" -o Debug::NoLocking=1 \
        -o APT::Sandbox::User=root "$@" >"$debian/log" 2>&1
}
fetch() { apt --no-install-recommends --download-only install $packages && apt autoclean; }
fetch || { apt-get update -q >"$debian/log" 2>&1 && fetch; } || {
    tail -n 5 "$debian/log" >&2
    echo "error: Debian's packages cannot be fetched" >&2
    exit 1
}

# The folders of / are links into /usr, as on every Debian of today.
fresh="$debian/root"
rm -rf "$fresh"
mkdir -p "$fresh"/{dev,etc,proc,root,tmp,usr/{bin,sbin,lib,lib64}}
for folder in bin sbin lib lib64; do
    ln -s "usr/$folder" "$fresh/$folder"
done
for archive in "$debian"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$archive" | tar -x --keep-directory-symlink --no-same-owner -C "$fresh" --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*'
done
printf 'root:x:0:0:root:/root:/bin/sh\n' >"$fresh/etc/passwd"
printf '127.0.0.1 localhost\n' >"$fresh/etc/hosts"
before=$(du -sm "$fresh" | cut -f1)

# The demo looks for the program where `make build` leaves it, and Python for the SDK where this line says.
home="$fresh/opt/autoschematic"
mkdir -p "$home"/{artifacts/bin,samples,connectors,sdk}
cp "$program" "$home/artifacts/bin/autoschematic"
cp -r "$root/samples/quickstart" "$home/samples"
cp -r "$root/connectors/grafana" "$home/connectors"
cp -r "$root/sdk/python" "$home/sdk"
echo /opt/autoschematic/sdk/python >"$fresh/usr/lib/python3/dist-packages/autoschematic.pth"
found=$(find "$fresh" \( -iname 'dotnet*' -o -name 'libcoreclr*' -o -name '*.dll' \) -print -quit)
[ -z "$found" ] || { echo "error: $found does not belong there" >&2; exit 1; }

# Namespaces of its own for mounts and processes: what is mounted and started inside ends with it.
say "the demo in an empty Debian ($before MB, $(ls "$debian"/archives/*.deb | wc -l) packages, and $(du -sm "$home" | cut -f1) MB of Autoschematic)"
log="$debian/demo.log"
status=0
unshare --map-root-user --mount --pid --fork --kill-child sh -euc '
    cd "$1"
    mount --bind "$1" "$1"
    for device in null zero urandom random; do
        : >"$1/dev/$device"
        mount --bind "/dev/$device" "$1/dev/$device"
    done
    mount -t proc proc "$1/proc" 2>/dev/null || mount --rbind /proc "$1/proc"
    exec env -i PATH=/usr/bin:/usr/sbin HOME=/root LANG=C.UTF-8 chroot "$1" python3 /opt/autoschematic/samples/quickstart/demo.py
' sh "$fresh" >"$log" 2>&1 </dev/null || status=$?
if [ "$status" -ne 0 ] || ! grep -q '^The demo is done' "$log"; then
    tail -n 30 "$log" >&2
    echo "error: the demo failed in an empty Debian (exit code $status); all that it said is in $log" >&2
    exit 1
fi
say "passed: $(grep -c '^  ok: ' "$log") checks held, with a program of $(($(wc -c <"$program") / 1000000)) MB and no .NET"
