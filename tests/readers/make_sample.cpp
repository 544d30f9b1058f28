// Writes a made-up result file for tests/readers/test_readers.py.
#include <exception>
#include <iostream>

#include "engine/store/result.hpp"
#include "tests/support/sample_result.hpp"

int main(int count, char const* const* arguments)
{
    if (count != 2) {
        std::cerr << "say where to write, as in: make_sample_result /tmp/sample.h5\n";
        return 2;
    }
    try {
        smartstart::write_result(smartstart::test::sample_with_traces({.effect = -0.1}),
                                 arguments[1], smartstart::Overwrite::replace);
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
