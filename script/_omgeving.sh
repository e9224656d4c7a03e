# Shared by the scripts of this directory; source it in the root of the checkout.
#
# prepare_environment FILE...   .venv holds what these requirement files pin, and the command `kring`
# prepare_browser               a Chromium that works; KRING_CHROMIUM names it, unless Playwright knows it
#
# The second time nothing is left to do, so it asks for no network and no right to write. What an
# interrupted run left is built again; so is a .venv whose checkout moved.

say() { printf 'kring: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# What a person types to do something as root.
sudo=
[ "$(id -u)" -eq 0 ] || sudo='sudo '

# These would bring in packages from elsewhere.
unset PYTHONHOME PYTHONPATH

apt_command() { printf '%sapt-get update && %sapt-get install -y %s' "$sudo" "$sudo" "$*"; }

find_python() {
    without_venv=
    for python in python3.14 python3.13 python3.12 python3.11 python3; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$python" -c 'import ensurepip, venv' 2>/dev/null && return
        without_venv=${without_venv:-$python}
    done
    if [ -n "$without_venv" ]; then
        version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "Python $version heeft hier geen venv. Installeer die met: $(apt_command "python$version-venv")"
    elif command -v python3 >/dev/null; then
        fail "Kring heeft Python 3.11 of nieuwer nodig; hier staat $(python3 -V 2>&1)." \
            "Installeer die met: $(apt_command python3.11 python3.11-venv)"
    fi
    fail "Kring heeft Python 3.11 of nieuwer nodig. Installeer die met: $(apt_command python3 python3-venv)"
}

# A .venv works only in its own place and with the Python it was made with.
place() {
    pwd -P
    .venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

is_made() {
    [ -f .venv/kring-plaats ] && [ ! -e .venv/kring-bezig ] &&
        [ "$(cat .venv/kring-plaats)" = "$(place)" ]
}

is_installed() { sha256sum --check --status ".venv/kring-$1.sha256" 2>/dev/null; }

is_ready() {
    is_made || return 1
    for file; do
        is_installed "$file" || return 1
    done
}

prepare_environment() {
    is_ready "$@" && return
    [ -w . ] || fail "In $(pwd -P) mag je niet schrijven. Maak een eigen kopie met: cp -R '$(pwd -P)' ~/kring"
    (
        # The kernel lets go of this lock when the last process that has it open ends.
        flock --nonblock 9 || {
            say "een ander script richt .venv in; even wachten ..."
            flock 9
        }
        is_made || make_environment
        for file; do
            is_installed "$file" || install_packages "$file"
        done
    ) 9<script/_omgeving.sh
}

make_environment() {
    find_python
    say ".venv maken met $("$python" -V) ..."
    rm -rf .venv
    "$python" -m venv .venv ||
        fail "Python kan geen .venv maken. Installeer wat ontbreekt met: $(apt_command python3-venv)"
    : >.venv/kring-bezig
    link_project
    place >.venv/kring-plaats
    rm .venv/kring-bezig
}

# The checkout itself is the package. This needs no build tool, so also no network.
link_project() {
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s/src\n' "$(pwd -P)" >"$packages/kring.pth"
    # A "#!" line can name no interpreter whose path holds a space; the shell can start it.
    cat >.venv/bin/kring <<'COMMAND'
#!/bin/sh
'''exec' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"
' '''
import sys

from kring.config.opdracht import main


sys.exit(main())
COMMAND
    chmod +x .venv/bin/kring
}

install_packages() {
    say "pakketten installeren uit $1 ..."
    # Stays behind when we are stopped half way: then nothing in .venv can be trusted.
    : >.venv/kring-bezig
    status=.venv/kring-status
    rm -f "$status"
    {
        PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install \
            --no-input --progress-bar off --require-hashes --only-binary :all: --requirement "$1" &&
            sha256sum "$1" >"$status"
    } | show_progress "$(grep -c '==' "$1")"
    # pip changes nothing before it has all it needs, so what stood there still stands.
    rm .venv/kring-bezig
    [ -f "$status" ] || fail "De pakketten uit $1 zijn niet te installeren; hierboven staat waarom." \
        "Is er netwerk, probeer het dan opnieuw met: '$0'"
    mv "$status" ".venv/kring-$1.sha256"
}

show_progress() {
    count=0
    while read -r word rest; do
        case $word in
        Collecting)
            count=$((count + 1))
            [ ! -t 2 ] || printf '\rkring: %d van %d: %-50.50s' "$count" "$1" "${rest%% *}" >&2
            ;;
        Installing)
            [ ! -t 2 ] || printf '\r%-75s\r' '' >&2
            say "$count pakketten opgehaald; uitpakken ..."
            ;;
        esac
    done
}

works() { "$1" --version >/dev/null 2>&1; }

find_chromium() {
    for name in chromium chromium-browser google-chrome; do
        # Ubuntu puts a program there that only says how to get the real one.
        if path=$(command -v "$name") && works "$path"; then
            KRING_CHROMIUM=$path
            export KRING_CHROMIUM
            return
        fi
    done
    return 1
}

playwright_chromium() {
    .venv/bin/python - 2>/dev/null <<'PLAYWRIGHT'
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PLAYWRIGHT
}

install_chromium_package() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    say "Chromium installeren uit de pakketten van het systeem ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq chromium >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1
}

install_playwright_chromium() {
    say "Chromium ophalen met Playwright ..."
    set -- chromium
    # Only root can also install the libraries that it needs.
    [ -n "$sudo" ] || set -- --with-deps chromium
    .venv/bin/python -m playwright install "$@" >/dev/null 2>&1
}

prepare_browser() {
    if [ -n "${KRING_CHROMIUM:-}" ]; then
        works "$KRING_CHROMIUM" && return
        fail "KRING_CHROMIUM wijst naar $KRING_CHROMIUM, en dat start niet. Haal het weg met: unset KRING_CHROMIUM"
    fi
    find_chromium && return
    own=$(playwright_chromium) || own=
    works "$own" && return
    install_chromium_package && find_chromium && return
    install_playwright_chromium && works "$own" && return
    if [ -x "$own" ]; then
        command="$sudo'$(pwd -P)/.venv/bin/python' -m playwright install-deps chromium"
    elif grep -qx 'ID=ubuntu' /etc/os-release; then
        command="${sudo}snap install chromium"
    else
        command=$(apt_command chromium)
    fi
    fail "Er is geen Chromium die start, en de browsertests hebben die nodig. Installeer die met: $command"
}
