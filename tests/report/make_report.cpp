// Writes pages made from made-up results for tests/report/test_report.py:
//     make_report FOLDER
// plain.html (an effect, in Dutch, with its results base.h5 and other.h5), full.html (with a map, a
// scorecard and studies), null.html (nothing differs), one.html (one replicate), missing.html
// (children placed have no value in one of three replicates in the last year), drawn.html (two
// draws), one-draw.html, one-equal.html (one replicate, in which money alone differs),
// one-year.html, published.html (a small count of them is left out) and reversed.html (the front is
// cheaper, and the back dearer).
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <vector>

#include "analysis/report/report.hpp"
#include "tests/support/sample_result.hpp"

namespace {

using namespace smartstart;
using test::Sample;
using test::sample_result;

void write(std::filesystem::path const& name, Result const& base, std::vector<Result> const& others,
           ReportExtras const& extras)
{
    std::ofstream out{name, std::ios::binary};
    out << report_html(base, others, Language::dutch, extras);
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

/// Made up, all of it: squares for a map, figures nobody published, a study nobody did.
ReportExtras made_up_extras(Result const& base)
{
    ReportExtras extras;
    Map map{{}, 1000.0, "made-up outlines"};
    for (std::size_t i = 0; i < base.municipalities.size(); ++i) {
        auto const x = 333.0 * static_cast<double>(i % 3);
        auto const y = 333.0 * static_cast<double>(i / 3);
        std::string const path = "M" + std::to_string(static_cast<int>(x)) + "," +
                                 std::to_string(static_cast<int>(y)) + "h330v330h-330Z";
        map.shapes.push_back({base.municipalities[i].code, path, x + 165.0, y + 165.0});
    }
    extras.map = map;
    extras.scorecard = {{"made_up_share", "Verzonnen deel", "Made-up share", "", 0.11, 0.10, 0.09,
                         0.12, 0.15, true, true, ScoreVerdict::hit, "nobody", "nobody"},
                        {"made_up_count", "", "", "Goirle", 2000.0, 2600.0, 2500.0, 2700.0, 0.15,
                         false, true, ScoreVerdict::missed, "ook niemand", "nobody either"},
                        {"made_up_few", "", "", "Goirle", 0.0225, 0.03, 0.03, 0.03, 0.15, true,
                         false, ScoreVerdict::hit, "niemand", "nobody", 10, 1200.0}};
    extras.sensitivity = R"({"format":"smartstart-sensitivity 1","lead":{"nl":"Verzonnen studie.",
        "en":"Made-up study."},"note":{"nl":"noot","en":"note"},"turnings":[{"nl":"Keert nooit.",
        "en":"Never turns."}],"splits":[{"name":{"nl":"Kosten","en":"Cost"},"parts":[{"name":
        {"nl":"toeval","en":"luck"},"share":0.25,"low":0.2,"high":0.3},{"name":{"nl":"getallen",
        "en":"numbers"},"share":0.75,"low":null,"high":null}]}]})";
    extras.sweep = R"({"format":"smartstart-sweep 1","levers":[{"nl":"voorkant","en":"front"}],
        "discounted_to":2025,"note":{"nl":"Opgeteld vanaf 2025.","en":"Added up from 2025 on."},
        "harm":{"nl":"kwaad","en":"harm"},"points":[
        {"levers":[30],"cost":0,"harm":8.5,"frontier":true},
        {"levers":[40],"cost":2e8,"harm":8.6,"frontier":false},
        {"levers":[50],"texts":[{"nl":"50 %","en":"50 %"}],"cost":1e8,"harm":8.1,"frontier":true}]})";
    return extras;
}

void write_missing(std::filesystem::path const& name)
{
    Result const base = sample_result({.replicates = 3, .last_year = 2045});
    Result other = sample_result(shifted(3, -0.15));
    std::size_t const placements = test::outcome_at(base, "placements");
    for (std::size_t place = 0; place < base.municipalities.size(); ++place) {
        std::size_t const at = other.cell(1, base.years.size() - 1, place, 0);
        other.numerators[placements][at] = other.denominators[placements][at] = 0.0;
    }
    write(name, base, {other}, {});
}

/// One municipality is suppressed in the last year, in all its groups, and one outcome is neither
/// good nor bad.
void write_published(std::filesystem::path const& name)
{
    Result base = sample_result({.replicates = 3, .last_year = 2045});
    Result other = sample_result(shifted(3, -0.15));
    std::size_t const placements = test::outcome_at(base, "placements");
    for (Result* const result : {&base, &other}) {
        result->minimum_cell = 10;
        for (std::size_t replicate = 0; replicate < 3; ++replicate) {
            for (std::size_t group = 0; group < result->groups.size(); ++group) {
                std::size_t const at = result->cell(replicate, result->years.size() - 1, 0, group);
                result->numerators[placements][at] = result->denominators[placements][at] =
                    std::numeric_limits<double>::quiet_NaN();
            }
        }
        result->outcomes[test::outcome_at(base, "problem_debt_households")].better =
            Better::neither;
    }
    write(name, base, {other}, {});
}

void write_drawn(std::filesystem::path const& name)
{
    Result base = sample_result({.replicates = 4, .last_year = 2045});
    Result other = sample_result(shifted(4, -0.15));
    for (Result* const result : {&base, &other}) {
        result->draws = {"made_up=1", "made_up=2"};
        result->replicates = {0, 1, 100'000, 100'001};
        result->scale = 1.0 / 400.0;
    }
    write(name, base, {other}, {});
}

/// Nothing to tell a range from, each for a reason of its own: one draw, and one replicate in which
/// both are the same but for money; and one year.
void write_single(std::filesystem::path const& folder)
{
    Result base = sample_result({.replicates = 3, .last_year = 2045});
    Result other = sample_result(shifted(3, -0.15));
    for (Result* const result : {&base, &other}) {
        result->draws = {"made_up=1"};
    }
    write(folder / "one-draw.html", base, {other}, {});
    Result const alone = sample_result({.replicates = 1, .last_year = 2045});
    Result dearer = alone;
    dearer.cents.front() += 100'000'000;
    write(folder / "one-equal.html", alone, {dearer}, {});
    Result const year = sample_result({.replicates = 3, .last_year = 2025});
    Result fewer = year;
    for (double& placed : fewer.numerators[test::outcome_at(year, "placements")]) {
        placed *= 0.9;
    }
    write(folder / "one-year.html", year, {fewer}, {});
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
    write(folder / "plain.html", base, {large, small}, {});
    write(folder / "reversed.html", large, {base}, {});
    write(folder / "full.html", base, {large}, made_up_extras(base));
    write_result(base, folder / "base.h5", Overwrite::replace);
    write_result(large, folder / "other.h5", Overwrite::replace);
    Result same = base;
    same.scenario = "made-up-null";
    write(folder / "null.html", base, {same}, {});
    write(folder / "one.html", sample_result({.replicates = 1, .last_year = 2045}),
          {sample_result(shifted(1, -0.15))}, {});
    write_missing(folder / "missing.html");
    write_drawn(folder / "drawn.html");
    write_single(folder);
    write_published(folder / "published.html");
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
