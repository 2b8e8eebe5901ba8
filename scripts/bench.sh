# Sourced by ./run: speed beside other tools (what follows `./run bench` goes to bench/run.py), or the server under load.
mkdir -p "$out"
if [ "${1:-}" = server ]; then
    shift
    need test bench-server
    build release yuanheng
    exec python3 bench/server.py "$@"
fi
exec python3 bench/run.py "$@"
