# shellcheck shell=bash disable=SC2034
# Shared by every script: where things are, speaking, failing with one clear sentence, timing.
# Works with the bash 3.2 of macOS.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
local_dir="$root/.local"
cache_dir="${XDG_CACHE_HOME:-$HOME/.cache}/laburemos"
# Tools of exactly the versions we need live here, so that nobody's own cargo-leptos or wasm-bindgen is replaced.
tools_dir="${LABUREMOS_TOOLS:-$cache_dir/tools}"
# In CI every run is a fresh clone: the compiled dependencies outlive it in the cache.
if [ "${CI:-}" = true ]; then
  export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache_dir/target}"
fi
target_dir="${CARGO_TARGET_DIR:-$root/target}"
case $target_dir in /*) ;; *) target_dir="$root/$target_dir" ;; esac
export PATH="$root/scripts/tools/node_modules/.bin:$tools_dir/bin:$tools_dir/node/bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
# The browser of the system is used; no npm package downloads one.
export PUPPETEER_SKIP_DOWNLOAD=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }

# fail WHAT WHAT_TO_DO: one sentence each, then the end.
fail() {
  printf '\033[1;31merror:\033[0m %s\n' "$1" >&2
  if [ $# -gt 1 ]; then printf '       %s\n' "$2" >&2; fi
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

is_macos() { [ "$(uname -s)" = Darwin ]; }

# timed LABEL COMMAND…: says what it does and how long it took.
timed() {
  local label=$1 began=$SECONDS status
  shift
  say "$label"
  # Not `|| status=$?`: that would switch errexit off inside the functions that are timed.
  "$@"
  status=$?
  note "$label: $((SECONDS - began)) s"
  return $status
}

# locked_version CRATE: the version in Cargo.lock.
locked_version() {
  awk -v crate="name = \"$1\"" '$0 == crate { getline; gsub(/version = |"/, ""); print; exit }' "$root/Cargo.lock"
}

# port_is_taken PORT: does something on this machine answer there?
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FROM: the first port from there on that nobody answers at.
free_port() {
  local port=$1
  while port_is_taken "$port"; do port=$((port + 1)); done
  echo "$port"
}
