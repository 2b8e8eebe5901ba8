# Sourced by ./run: the Debian package.
say "package"
# The version of CMakeLists.txt where its tag is what is built; before that one with the moment and commit, which sorts before
# it and after earlier ones, so that apt takes each for an upgrade of the last.
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' build/release/CMakeCache.txt)
if commit=$(git rev-parse --short HEAD 2> /dev/null) &&
    { ! git describe --exact-match --tags --match "v$version" > /dev/null 2>&1 || [ -n "$(git status --porcelain)" ]; }; then
    moment=$(TZ=UTC git log -1 --format=%cd --date=format-local:%Y%m%d%H%M)
    [ -z "$(git status --porcelain)" ] || moment=$(date -u +%Y%m%d%H%M)
    version="$version~$moment.$commit"
fi
rm -f "$out"/yuanheng_*.deb
(cd build/release && cpack -G DEB -D CPACK_PACKAGE_VERSION="$version" -B "$PWD/../out" > ../out/cpack.log 2>&1) || {
    tail -20 "$out/cpack.log" >&2
    die "the package was not made"
}
ls -1 "$out"/yuanheng_*.deb
