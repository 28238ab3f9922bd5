# shellcheck shell=bash
# A private PostgreSQL and Redis, fake-stripe and the server: started on sockets and ports of their own, stopped by their own pids.
# `stack` names a folder of .local; two stacks (make run, make test) do not meet.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stack=${stack:?name the stack before sourcing services.sh}
stack_dir="$local_dir/$stack"
started=()

# ---- one at a time ---------------------------------------------------------

claim_stack() {
  mkdir -p "$stack_dir"
  local owner
  owner=$(cat "$stack_dir/owner.pid" 2>/dev/null || true)
  if [ -n "$owner" ] && [ "$owner" != $$ ] && kill -0 "$owner" 2>/dev/null; then
    fail "Another '$stack' stack of this clone is running (process $owner)." "Stop that one first."
  fi
  echo $$ >"$stack_dir/owner.pid"
  stop_leftovers
}

# What an owner that was killed could not stop any more. A pid can be somebody else's by now, so the name is compared too.
stop_leftovers() {
  local name
  for name in server fake-stripe redis; do
    if [ -f "$stack_dir/$name.pid" ] && ps -o command= -p "$(cat "$stack_dir/$name.pid")" | grep -qE 'laburemos|fake-stripe|redis-server'; then
      stop_one "$name"
    fi
    rm -f "$stack_dir/$name.pid"
  done
}

# ---- PostgreSQL ------------------------------------------------------------

find_postgres() {
  local folder found=
  for folder in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then found=$folder; fi
  done
  if [ -z "$found" ] && has postgres; then found=$(dirname "$(command -v postgres)"); fi
  [ -n "$found" ] || fail "PostgreSQL is not installed." "make setup installs it, or give DATABASE_URL."
  echo "$found"
}

# PostgreSQL refuses to run as root: root hands it to the user that the package made for it.
as_postgres() {
  if is_root; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# Data and socket live under .local, unless the user `postgres` cannot get in there (a clone below /root) or the
# socket's path would be longer than the 107 bytes that the system allows.
find_postgres_home() {
  postgres_home="$stack_dir/postgres"
  if { is_root && ! as_postgres test -x "$stack_dir"; } || [ ${#postgres_home} -gt 80 ]; then
    postgres_home="/var/tmp/laburemos-$(printf '%s' "$root" | cksum | cut -d' ' -f1)-$stack"
    ln -sfn "$postgres_home" "$stack_dir/postgres-is-there"
  fi
  if ! [ -d "$postgres_home" ]; then
    mkdir -m 700 "$postgres_home"
    if is_root; then chown postgres: "$postgres_home"; fi
  fi
}

# start_postgres OPTIONS…: (`-c name=value`), exports PGHOST, PGUSER and `postgres_url DATABASE` for what follows.
start_postgres() {
  local bin locale=C.UTF-8
  bin=$(find_postgres)
  find_postgres_home
  local data="$postgres_home/data" log="$postgres_home/log"
  if is_macos; then locale=en_US.UTF-8; fi
  if ! [ -s "$data/PG_VERSION" ]; then
    as_postgres "$bin/initdb" -D "$data" -U laburemos -A trust -E UTF8 --locale "$locale" -N >"$stack_dir/initdb.log" 2>&1 \
      || fail "PostgreSQL could not make its data folder: $(tail -1 "$stack_dir/initdb.log")" "The whole story is in $stack_dir/initdb.log."
  fi
  if [ "$(cat "$data/PG_VERSION")" != "$("$bin/postgres" --version | sed -E 's/.* ([0-9]+)[.a-z].*/\1/')" ]; then
    fail "The data in $postgres_home is of PostgreSQL $(cat "$data/PG_VERSION"), another version than the one installed." \
      "It holds demo data only: rm -rf '$postgres_home' and run this again."
  fi
  if ! as_postgres "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
    as_postgres "$bin/pg_ctl" -D "$data" -l "$log" -w -t 60 -o "-k '$postgres_home' -c listen_addresses='' $*" start >/dev/null 2>&1 \
      || fail "The private PostgreSQL does not start: $(tail -1 "$log" 2>/dev/null)" \
        "Its log is $log. It holds demo data only: rm -rf '$postgres_home' begins afresh."
  fi
  started+=(postgres)
  export PGHOST=$postgres_home PGUSER=laburemos PGPORT=5432
}

# Where speed matters and nothing needs to survive a power cut; connections for one database per test, many at once.
start_disposable_postgres() {
  start_postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB -c max_connections=300
}

stop_postgres() { as_postgres "$(find_postgres)/pg_ctl" -D "$postgres_home/data" -m fast -w stop >/dev/null 2>&1 || true; }

postgres_url() { echo "postgres://laburemos@localhost/$1?host=$postgres_home"; }

# create_database NAME: unless it is there.
create_database() {
  [ "$(psql -XtAd postgres -c "select 1 from pg_database where datname = '$1'")" = 1 ] || psql -Xqd postgres -c "create database \"$1\""
}

# fresh_schema NAME: a database with all migrations and nothing else, for the macros that ask a database about our queries.
fresh_schema() {
  local file
  psql -Xqd postgres -c "drop database if exists \"$1\" with (force)" -c "create database \"$1\"" 2>/dev/null
  for file in migrations/*.sql; do
    psql -Xqd "$1" -v ON_ERROR_STOP=1 -f "$file" >/dev/null || fail "The migration $file does not run." "Its own message stands above."
  done
}

# ---- Redis -----------------------------------------------------------------

start_redis() {
  has redis-server || fail "Redis is not installed." "make setup installs it, or give REDIS_URL."
  local port
  port=$(free_port "${1:-6390}")
  in_background redis redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$stack_dir"
  wait_for_port "$port" 10 redis || fail "The private Redis does not start: $(tail -1 "$stack_dir/redis.log")" "Its log is $stack_dir/redis.log."
  export REDIS_URL="redis://127.0.0.1:$port"
}

# ---- our own programs ------------------------------------------------------

# in_background NAME COMMAND…: in a process group of its own, so that Ctrl-C reaches it through us and in order; logs to NAME.log.
in_background() {
  local name=$1
  shift
  set -m
  "$@" </dev/null >"$stack_dir/$name.log" 2>&1 &
  set +m
  echo $! >"$stack_dir/$name.pid"
  started+=("$name")
}

# wait_for_port PORT SECONDS NAME: until it answers; fails when the process is gone before.
wait_for_port() {
  local tries=$(($2 * 20))
  while [ $tries -gt 0 ]; do
    if port_is_taken "$1"; then return 0; fi
    kill -0 "$(cat "$stack_dir/$3.pid")" 2>/dev/null || return 1
    sleep 0.05
    tries=$((tries - 1))
  done
  return 1
}

# The name of the built server, and where cargo-leptos put what the browser gets.
laburemos="$target_dir/release/laburemos"
site_dir="$root/target/site"

# use_fake_stripe PORT: unless a key of the real Stripe is given.
use_fake_stripe() {
  if [ -n "${STRIPE_SECRET_KEY:-}" ]; then return 0; fi
  local port
  port=$(free_port "$1")
  export STRIPE_SECRET_KEY=sk_test_fake STRIPE_WEBHOOK_SECRET=whsec_fake STRIPE_API_URL="http://localhost:$port/"
  fake_stripe_port=$port
}

# start_fake_stripe PORT_OF_THE_SERVER
start_fake_stripe() {
  if [ -z "${fake_stripe_port:-}" ]; then return 0; fi
  in_background fake-stripe "$target_dir/release/fake-stripe" \
    --listen "127.0.0.1:$fake_stripe_port" --public-url "http://localhost:$fake_stripe_port" --api-key "$STRIPE_SECRET_KEY" \
    --webhook-url "http://127.0.0.1:$1/webhooks/stripe" --webhook-secret "$STRIPE_WEBHOOK_SECRET" --state-file "$stack_dir/fake-stripe.json"
  wait_for_port "$fake_stripe_port" 10 fake-stripe \
    || fail "fake-stripe does not start: $(tail -1 "$stack_dir/fake-stripe.log")" "Its log is $stack_dir/fake-stripe.log."
}

# server_environment PORT: what the binary is told; whatever the caller has set already stays.
server_environment() {
  export LISTEN="127.0.0.1:$1" PUBLIC_URL="${PUBLIC_URL:-http://localhost:$1}" SITE_DIR="$site_dir"
  export APP_ENV="${APP_ENV:-development}" FILES_DIR="${FILES_DIR:-$stack_dir/files}"
  # mimalloc gives back what is freed, and takes no huge pages: else 17 MB stay resident that nobody uses.
  export MIMALLOC_ALLOW_THP=0 MIMALLOC_PURGE_DELAY=0
  export LEPTOS_OUTPUT_NAME=laburemos LEPTOS_SITE_ROOT="$site_dir" LEPTOS_SITE_PKG_DIR=pkg LEPTOS_SITE_ADDR="$LISTEN" LEPTOS_HASH_FILES=true
}

migrate() {
  "$laburemos" migrate >"$stack_dir/migrate.log" 2>&1 \
    || fail "The database could not be brought up to date: $(tail -1 "$stack_dir/migrate.log")" \
      "The whole message is in $stack_dir/migrate.log. A private demo database begins afresh after: rm -rf '${postgres_home:-}' $stack_dir/files"
}

# seed ARGUMENTS…: the demo, once per database.
seed() {
  if [ "$(psql -XtA "$DATABASE_URL" -c 'select exists (select from gigs)' 2>/dev/null)" = t ]; then return 0; fi
  timed "Loading the demo data" run_seed "$@"
}

run_seed() {
  "$laburemos" seed "$@" >"$stack_dir/seed.log" 2>&1 \
    || fail "The demo data could not be loaded: $(tail -1 "$stack_dir/seed.log")" "The whole message is in $stack_dir/seed.log."
}

# ---- the end ---------------------------------------------------------------

# stop_one NAME: asks, waits up to 10 s, then insists.
stop_one() {
  local pid tries=200
  pid=$(cat "$stack_dir/$1.pid" 2>/dev/null) || return 0
  kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && [ $tries -gt 0 ]; do
    sleep 0.05
    tries=$((tries - 1))
  done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$stack_dir/$1.pid"
}

# Everything that was started, the last one first. Runs from a trap, whatever happened.
stop_everything() {
  local at=${#started[@]}
  trap '' INT TERM
  while [ "$at" -gt 0 ]; do
    at=$((at - 1))
    case ${started[$at]} in
      postgres) stop_postgres ;;
      *) stop_one "${started[$at]}" ;;
    esac
  done
  started=()
  rm -f "$stack_dir/owner.pid"
}
