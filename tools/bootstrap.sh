#!/bin/sh
# Builds .venv and installs the layers that are asked for: sh tools/bootstrap.sh core [paper] [site] [test] [lint] [prove]
#
# Needs a Python and a package index, and nothing else: no root, no system package, no locale.
# Every finished step leaves a stamp, so an interrupted run goes on where it stopped.
set -u
cd "$(dirname "$0")/.." || exit 1

VENV=.venv
PY=$VENV/bin/python
UV=$VENV/bin/uv
STAMPS=$VENV/.stamps
LOG=$VENV/bootstrap.log
OLDEST="3.11"

export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0 UV_NO_PROGRESS=1 UV_PYTHON_DOWNLOADS=never
# A user's settings for other work would send the packages elsewhere, or change which ones are taken.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_CONSTRAINT UV_TARGET UV_PREFIX UV_CONSTRAINT UV_SYSTEM_PYTHON
# Compiling once makes every later start faster, also where files beside the code may not be written.
: "${UV_COMPILE_BYTECODE:=1}" "${UV_HTTP_TIMEOUT:=60}" "${PIP_RETRIES:=3}"
export UV_COMPILE_BYTECODE UV_HTTP_TIMEOUT PIP_RETRIES

# --- what a person sees ---------------------------------------------------------------------------------------

step_number=0
step_total=4
started=0
step_open=no

begin_step() {
    step_number=$((step_number + 1))
    started=$(date +%s)
    step_open=yes
    printf '[%d/%d] %s' "$step_number" "$step_total" "$1"
}

end_step() {
    printf ' ... %d s\n' $(($(date +%s) - started))
    step_open=no
}

stop() {
    [ "$step_open" = no ] || printf '\n'
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

# A wrong hash may follow a connection that was tried twice, and trying again would not help.
is_network_failure() {
    tail -n 60 "$LOG" | grep -q -i -E 'do not match the hashes|hash mismatch' && return 1
    tail -n 60 "$LOG" | grep -q -i -E \
        'connection|connect error|timed? ?out|name resolution|resolve host|dns error|unreachable|error sending request|failed to fetch|from versions: none|max retries|network|request failed|HTTP (error|status)|offline'
}

stop_install() { # what, in English; what, in Chinese
    if is_network_failure; then
        stop "Tanlu could not download $1 from the package index: run the same command again and it goes on where it stopped (details: $LOG)." \
            "探路未能从软件包索引下载$2：请再次运行同一命令，将从中断处继续（详情见 $LOG）。"
    fi
    stop "Tanlu could not install $1: the reason is at the end of $LOG; after mending it, run the same command again." \
        "探路未能安装$2：原因见 $LOG 末尾；排除后请再次运行同一命令。"
}

# --- which Python ---------------------------------------------------------------------------------------------

# Prints "3.11.7 /path/to/the/real/python", or nothing. Running it is the only proof: a name on PATH may be
# a shim for a version that is not installed, and the base executable outlives the environment that we replace.
probe() {
    "$1" -c 'import sys
if sys.version_info >= (3, 11):
    print("%d.%d.%d" % sys.version_info[:3], getattr(sys, "_base_executable", None) or sys.executable)' 2>/dev/null
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        found=$(probe "$PYTHON")
        [ -n "$found" ] || stop "PYTHON=$PYTHON is not a Python $OLDEST or later: name another one, or leave PYTHON out." \
            "PYTHON=$PYTHON 不是 Python $OLDEST 或更高版本：请另行指定，或不设 PYTHON。"
    else
        for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
            found=$(probe "$name")
            [ -z "$found" ] || break
        done
        [ -n "$found" ] || stop "No Python $OLDEST or later was found on PATH: install one, or run make PYTHON=/path/to/python." \
            "在 PATH 中未找到 Python $OLDEST 或更高版本：请先安装，或运行 make PYTHON=/路径/python。"
    fi
    base_version=${found%% *}
    base_python=${found#* }
}

# --- stamps ---------------------------------------------------------------------------------------------------

checksum() { cksum <"$1" | tr ' ' '-'; }
stamped() { [ -f "$STAMPS/$1" ]; }

stamp() { # name, what it replaces
    rm -f "$STAMPS/${2:-$1}"*
    : >"$STAMPS/$1"
}

layer_stamp() { printf '%s-%s' "$1" "$(checksum "requirements/$1.txt")"; }

# --- the environment ------------------------------------------------------------------------------------------

# An environment holds its own path and its Python's version, so one that was moved, left half-made, or whose
# Python was upgraded or removed is of no use.
environment_is_whole() {
    [ -f "$STAMPS/environment" ] || return 1
    now=$(probe "$PY") || return 1
    now=${now%% *}
    [ "$(cat "$STAMPS/environment")" = "$PWD ${now%.*}" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "${base_version%.*}" = "${now%.*}" ]
}

empty_environment() {
    rm -rf "$VENV"
    mkdir -p "$STAMPS" || stop "The folder $VENV cannot be written here: choose a folder that is yours." \
        "无法在此写入 $VENV 目录：请换一个有写权限的目录。"
}

make_environment() {
    empty_environment
    if ! "$base_python" -m venv "$VENV" >>"$LOG" 2>&1; then
        # Debian without python3-venv has venv but no ensurepip: uv then comes by another pip.
        empty_environment
        "$base_python" -m venv --without-pip "$VENV" >>"$LOG" 2>&1 ||
            uv venv --allow-existing --python "$base_python" "$VENV" >>"$LOG" 2>&1 || stop_without_venv
    fi
    printf '%s' "$PWD ${base_version%.*}" >"$STAMPS/environment"
}

stop_without_venv() {
    stop "Python $base_version ($base_python) has neither venv with pip nor another pip beside it: install python3-venv (or uv), or name another Python by make PYTHON=/path/to/python." \
        "Python $base_version（$base_python）既没有带 pip 的 venv，也没有其他可用的 pip：请安装 python3-venv（或 uv），或以 make PYTHON=/路径/python 指定另一个 Python。"
}

# --- the package index ----------------------------------------------------------------------------------------

# pip and uv each have their own name for the index; one that is set serves both.
share_index() {
    index_of_uv=${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-}}
    index_of_pip=${PIP_INDEX_URL:-$index_of_uv}
    [ -n "$index_of_pip" ] || index_of_pip=$(configured_index)
    [ -n "$index_of_pip" ] || return 0
    export PIP_INDEX_URL="$index_of_pip"
    [ -n "$index_of_uv" ] || export UV_DEFAULT_INDEX="$index_of_pip"
}

# `pip config get` does not see the file that PIP_CONFIG_FILE names; `list` does.
configured_index() {
    for python in "$PY" "$base_python" python3; do
        "$python" -m pip --version >/dev/null 2>&1 || continue
        "$python" -m pip config list 2>/dev/null | sed -n "s/^global\.index-url='\(.*\)'\$/\1/p"
        return 0
    done
}

share_certificates() {
    [ -z "${PIP_CERT:-}" ] || : "${SSL_CERT_FILE:=$PIP_CERT}"
    [ -z "${SSL_CERT_FILE:-}" ] || export SSL_CERT_FILE
}

# --- installing -----------------------------------------------------------------------------------------------

# The ways to put packages into the environment before it has uv, best first.
install_build_layer() {
    requirements=requirements/build.txt
    if "$PY" -m pip --version >/dev/null 2>&1; then
        "$PY" -m pip install --require-hashes --only-binary :all: -r $requirements >>"$LOG" 2>&1
        return
    fi
    if uv --version >/dev/null 2>&1; then
        uv pip install --python "$PY" --require-hashes --no-build -r $requirements >>"$LOG" 2>&1
        return
    fi
    for python in "$base_python" python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$python" -m pip --python "$PY" --version >/dev/null 2>&1; then
            "$python" -m pip --python "$PY" install --require-hashes --only-binary :all: -r $requirements >>"$LOG" 2>&1
            return
        fi
    done
    for pip in pip3 pip; do
        if "$pip" --python "$PY" --version >/dev/null 2>&1; then
            "$pip" --python "$PY" install --require-hashes --only-binary :all: -r $requirements >>"$LOG" 2>&1
            return
        fi
    done
    stop_without_venv
}

install_build() {
    mark=$(layer_stamp build)
    stamped "$mark" && [ -x "$UV" ] && return
    install_build_layer || stop_install "the installer uv" "包管理器 uv"
    stamp "$mark" build-
}

install_layer() { # layer, its name in both languages
    mark=$(layer_stamp "$1")
    stamped "$mark" && return
    # Spark comes as source only; it is built by the build tools that are here by hash, so nothing else is fetched.
    building=--no-build
    [ "$1" != spark ] || building=--no-build-isolation
    "$UV" pip install --python "$PY" --require-hashes "$building" -r "requirements/$1.txt" >>"$LOG" 2>&1 ||
        stop_install "the $2" "$3"
    stamp "$mark" "$1-"
}

install_tanlu() {
    mark=$(tanlu_stamp)
    stamped "$mark" && return
    # The build tools are already here by hash, so nothing may be fetched.
    "$UV" pip install --python "$PY" --offline --no-build-isolation --no-deps --editable . >>"$LOG" 2>&1 ||
        stop_install "tanlu itself" "探路本身"
    point_to_source
    stamp "$mark" tanlu-
}

# Python before 3.13 reads this file in the locale's encoding, and under LC_ALL=C dies of a path with a Chinese
# character; a relative path has none.
point_to_source() {
    for pointer in "$VENV"/lib/python*/site-packages/*tanlu*.pth; do
        printf '../../../../src\n' >"$pointer"
    done
}

# The version stands in the package, the commands in the project file.
tanlu_stamp() { printf 'tanlu-%s-%s' "$(checksum pyproject.toml)" "$(checksum src/tanlu/__init__.py)"; }

everything_is_there() {
    environment_is_whole && [ -x "$UV" ] && stamped "$(layer_stamp build)" && stamped "$(tanlu_stamp)" || return 1
    for layer in "$@"; do
        stamped "$(layer_stamp "$layer")" || return 1
    done
}

install_named_layer() {
    case $1 in
    core) show_layer core "core packages" "核心依赖" 120 ;;
    paper) show_layer paper "what writes PDF and Word" "PDF 与 Word 生成工具" 30 ;;
    site) show_layer site "the site" "网站" 20 ;;
    test) show_layer test "test tools" "测试工具" 90 ;;
    lint) show_layer lint "code checkers" "代码检查工具" 40 ;;
    prove) show_layer prove "browser driver, independent readers and referees" "浏览器驱动、独立读取与比对工具" 200 ;;
    spark) show_layer spark "second engine, Spark" "第二个引擎 Spark" 450 ;;
    peers) show_layer peers "other packages for economic complexity" "其他经济复杂度软件包" 120 ;;
    build) show_layer build "build tools" "构建工具" 20 ;;
    *) stop "There is no layer $1: choose from build, core, paper, site, test, lint, prove, spark, peers." "没有依赖层 $1：可选 build、core、paper、site、test、lint、prove、spark、peers。" ;;
    esac
}

show_layer() { # layer, English, Chinese, MB to download when nothing is cached
    begin_step "$2 · $3 (≤ $4 MB)"
    install_layer "$1" "$2" "$3"
    end_step
}

main() {
    [ $# -gt 0 ] || set -- core
    base_version=
    [ -z "${PYTHON:-}" ] || choose_python
    if everything_is_there "$@"; then
        return
    fi
    step_total=$((4 + $#))
    choose_python
    begin_step "Python $base_version · $base_python" && end_step
    begin_step "environment · 运行环境 $VENV"
    environment_is_whole || make_environment
    end_step
    share_index
    share_certificates
    : >"$LOG" # the reason of an earlier failure would be taken for this one's
    begin_step "installer · 包管理器 uv (≤ 20 MB)"
    install_build
    end_step
    for layer in "$@"; do
        install_named_layer "$layer"
    done
    begin_step "tanlu · 探路"
    install_tanlu
    end_step
}

main "$@"
