# shellcheck shell=bash
# Sourced by ./dev: installs the Debian packages of some groups of tools/packages.txt.

# packages_of GROUP...: their names, one a line.
packages_of()
{
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' tools/packages.txt
    done | sort -u
}

# missing_of PACKAGE...: those that are not installed, one a line. One question to dpkg for all.
missing_of()
{
    local installed
    installed=$(dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^ii //p') || true
    comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<<"$installed")
}

# as_root COMMAND...: runs it as root, or returns 1 when this user cannot become root.
as_root()
{
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
        sudo "$@"
    else
        return 1
    fi
}

# install_packages GROUP...: installs what is missing of these groups, or says in a sentence what to do.
install_packages()
{
    local packages missing apt
    mapfile -t packages < <(packages_of "$@")
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian, so nothing is installed by itself. Needed: ${packages[*]}" >&2
        return
    fi
    mapfile -t missing < <(missing_of "${packages[@]}")
    if [[ ${#missing[@]} -eq 0 ]]; then
        return
    fi
    echo "Installing ${#missing[@]} missing packages: ${missing[*]}" >&2
    apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=900
        -o Dpkg::Use-Pty=0)
    if ! as_root true; then
        echo "These Debian packages are missing, and this user may not install them." \
            "Ask someone who may: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    # Old lists are good enough when the network is away: the next command tells.
    as_root "${apt[@]}" update >&2 || true
    if ! as_root "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >&2; then
        echo "apt-get could not install: ${missing[*]}. What it said stands above." >&2
        exit 1
    fi
}
