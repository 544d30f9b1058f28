#include <algorithm>
#include <fstream>

#include "engine/run/study/study.hpp"
#include "engine/settings/parse.hpp"

namespace smartstart::studies {
namespace {

/// Whether a sentence is about this setting, or a mark of it, or an override of it.
bool is_about(std::string const& sentence, std::string const& path)
{
    return std::ranges::any_of(std::string_view{"'.="}, [&](char after) {
        return sentence.find("'" + path + after) != std::string::npos;
    });
}

}  // namespace

std::string line_of(Place const& place)
{
    std::ifstream file{place.file, std::ios::binary};
    std::string line;
    for (int i = 0; i < place.line && std::getline(file, line); ++i) {
    }
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::vector<Problem> in_file_of_study(std::vector<Problem> problems,
                                      std::vector<SettingPlace> const& places)
{
    for (auto& problem : problems) {
        if (problem.place.file != command_line) {
            continue;
        }
        // The last one counts, as it does among overrides.
        auto const found = std::find_if(places.rbegin(), places.rend(), [&](auto const& one) {
            return is_about(problem.text, one.path);
        });
        if (found != places.rend()) {
            problem.place = found->place;
            problem.excerpt = line_of(found->place);
        }
    }
    return problems;
}

}  // namespace smartstart::studies
