# Sourced by ./run: the Debian package.
say "package"
(cd build/release && cpack -G DEB -B "$PWD/../out" > ../out/cpack.log 2>&1) || {
    tail -20 "$out/cpack.log" >&2
    die "the package was not made"
}
ls -1 "$out"/yuanheng_*.deb
