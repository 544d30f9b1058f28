// Writes pages made from made-up results for tests/report/test_report.py:
//     make_report FOLDER
// plain.html (an effect, in Dutch), null.html (nothing differs) and one.html (one replicate).
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "analysis/report.hpp"
#include "tests/support/sample_result.hpp"

namespace {

using namespace smartstart;
using test::Sample;
using test::sample_result;

void write(std::filesystem::path const& name, Result const& base, std::vector<Result> const& others)
{
    std::ofstream out{name, std::ios::binary};
    out << report_html(base, others, Language::dutch);
    out.close();
    if (!out) {
        throw std::runtime_error{"cannot write " + name.string()};
    }
}

Sample shifted(int replicates, double effect)
{
    return {.scenario = "made-up-shift",
            .replicates = replicates,
            .last_year = 2045,
            .effect = effect,
            .spread = 0.1};
}

void write_all(std::filesystem::path const& folder)
{
    Result base = sample_result({.replicates = 12, .last_year = 2045});
    base.outcomes.back().long_name_nl = "Inwoners die een zeer lange omschrijving nodig hebben";
    base.outcomes[1].units = "sd";
    Result small = sample_result(shifted(12, -0.03));
    small.scenario = "made-up-small-shift";
    small.title_nl = "Verzonnen kleinere verschuiving";
    small.title_en = "Made-up smaller shift";
    Result large = sample_result(shifted(12, -0.15));
    for (Result* other : {&small, &large}) {
        other->outcomes[1].units = "sd";
        for (int i = 0; i < 10; ++i) {
            other->differences_nl.push_back("En nog iets wat anders gaat dan vandaag.");
            other->differences_en.push_back("And one more thing that goes otherwise than today.");
        }
    }
    write(folder / "plain.html", base, {large, small});
    Result same = base;
    same.scenario = "made-up-null";
    write(folder / "null.html", base, {same});
    write(folder / "one.html", sample_result({.replicates = 1, .last_year = 2045}),
          {sample_result(shifted(1, -0.15))});
}

}  // namespace

int main(int count, char const* const* arguments)
{
    if (count != 2) {
        std::cerr << "say where to write, as in: make_report build/pages\n";
        return 2;
    }
    try {
        write_all(arguments[1]);
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
