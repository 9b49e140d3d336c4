#!/bin/sh
# Installs what the browser and database tests drive: a real Chromium and a real PostgreSQL.
set -eu
if command -v chromium >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Not root, or no apt-get: tests that need Chromium or PostgreSQL will be skipped." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk postgresql >/dev/null
