# shellcheck shell=bash
# Measurements and the matrix of exactness: what `./dev bench`, `./dev exact`
# and `./dev races` do. Read by `dev`.

bench_families()
{
    local program=build/release/tests/speed/families_bench measured=build/families-bench.txt
    local people threads run
    install_packages build test
    configure release -DSMARTSTART_TESTS=ON
    compile release families_bench
    {
        for people in 100000 500000; do
            for threads in 1 2; do
                for run in 1 2 3 4 5; do
                    "$program" --people "$people" --threads "$threads"
                done
            done
        done
        tools/families_agreement.py "$program"
    } | tee "$measured"
    tools/performance_page.py families "$measured"
}

dev_exact()
{
    local preset others=()
    install_packages build test exact
    configure release -DSMARTSTART_TESTS=ON
    compile release smartstart
    for preset in gcc-o2-jthread clang-o3 clang-o2-jthread; do
        configure "$preset"
        compile "$preset" smartstart
        others+=("$preset=$PWD/build/$preset/smartstart")
    done
    tests/exact/test_matrix.py "$PWD/build/release/smartstart" "${others[@]}"
}

# A few years of one person in ten: long enough for births, newcomers and a new order of rows.
dev_races()
{
    local program=build/tsan/tests/speed/where_time_goes threads said=()
    install_packages build test
    configure tsan -DSMARTSTART_TESTS=ON
    compile tsan where_time_goes
    for threads in 1 3; do
        # It ends with an error when a race was seen.
        said+=("$("$program" scenarios/shift-50-50.yaml --scale 1/10 --years 2022-2027 \
            --set "rehearsal=2 years" --threads "$threads" | tail -n 1)")
    done
    if [[ ${said[0]##*,} != "${said[1]##*,}" ]]; then
        echo "Three threads give other values than one." >&2
        return 1
    fi
    echo "no race seen; one thread and three give the same values: ${said[0]##*,}"
}

# Prints what a command says and writes it into the page. bench_model SECTION COMMAND [WORD...]
bench_model()
{
    local measured=build/bench-$1.txt
    "${@:2}" | tee "$measured"
    tools/performance_page.py "$1" "$measured"
}

region_on()
{
    build/release/tests/speed/where_time_goes --years 2022-2061 --threads "$1"
}

region_beside_another()
{
    region_on 1 | tail -n 1 | sed 's/^where-time-goes/side-by-side/'
}

# One thread, two threads, and two programs of one thread each, which share nothing but the machine.
# In turn, so that a clock that changes meanwhile is the same for all.
runs_of_region()
{
    local run
    for run in 1 2 3 4 5; do
        region_on 1
        region_on 2
        region_beside_another &
        region_beside_another &
        wait
    done
}

runs_of_pairing()
{
    local program=build/release/tests/speed/paired_lives
    "$program" --years 2022-2045
    echo "one point more"
    "$program" scenarios/today-30-70.yaml tests/speed/one-point-more.yaml --years 2022-2045 \
        --replicates 10
}

# The whole country takes half an hour and 6 GB: only when asked for with `full`.
runs_of_country()
{
    local program=build/release/tests/speed/where_time_goes scale
    for scale in 1/40 1/20 1/10; do
        echo "country,$scale"
        "$program" scenarios/netherlands/netherlands-30-70.yaml --scale "$scale" --years 2022-2025 \
            --set "rehearsal=1 year" --each-year
        echo "load,$(cut -d ' ' -f 1 /proc/loadavg)"
    done
    if [[ ${1:-} == full ]]; then
        echo "country,1"
        "$program" scenarios/netherlands/netherlands-30-70.yaml --years 2022-2061 --threads 2 --each-year
    fi
}

dev_bench()
{
    local what=${1:-region}
    if [[ $what == families ]]; then
        bench_families
        return
    fi
    if [[ $what == report ]]; then
        dev_build
        tests/speed/report_speed.py build/release/smartstart "${@:2}"
        return
    fi
    install_packages build test bench
    configure release -DSMARTSTART_TESTS=ON
    compile release smartstart_speed
    case $what in
    region) bench_model region runs_of_region ;;
    country) bench_model country runs_of_country "${@:2}" ;;
    pairing) bench_model pairing runs_of_pairing ;;
    *) echo "./dev bench knows region, country, pairing, families and report." >&2 && return 2 ;;
    esac
}
