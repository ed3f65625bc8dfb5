#!/usr/bin/env bash
# Installs the programs that some tests talk to, where Debian's packages may be installed without a
# question. Where they may not, the tests that need them are skipped by name; those of pages fail
# without Chromium, unless GOODWILL_TESTS_WITHOUT_CHROMIUM is set (tests/chromium.py).
set -u
missing=()
command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null 2>&1 || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
command -v java >/dev/null 2>&1 || missing+=(openjdk-17-jre-headless)
command -v dovecot >/dev/null 2>&1 || missing+=(dovecot-imapd)
command -v radicale >/dev/null 2>&1 || missing+=(radicale)
command -v openssl >/dev/null 2>&1 || missing+=(openssl)
command -v strace >/dev/null 2>&1 || missing+=(strace)
command -v soffice >/dev/null 2>&1 || missing+=(libreoffice-calc-nogui)
command -v faketime >/dev/null 2>&1 || missing+=(faketime)
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { echo "not installed, their tests are skipped: ${missing[*]}"; exit 0; }
    run=(sudo -n)
fi
command -v apt-get >/dev/null 2>&1 || { echo "not installed, their tests are skipped: ${missing[*]}"; exit 0; }
echo "installing for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq >/dev/null 2>&1
for package in "${missing[@]}"; do  # one by one: what a distribution lacks keeps none of the others away
    "${run[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 \
        || echo "could not be installed: $package"
done
exit 0
