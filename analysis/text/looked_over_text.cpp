#include "analysis/text/looked_over_text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analysis/text/translation.hpp"

namespace smartstart {
namespace {

std::string what_was_read(Prepared const& prepared, Language language)
{
    auto const& file = prepared.scenario.file;
    auto const& region = prepared.blueprint->region();
    auto const scenarios = file.chain().size();
    auto const books = file.inputs().size() - scenarios;
    auto const folder = prepared.scenario.region.lexically_normal().string();
    auto const places = region.municipalities().size();
    return language == Language::dutch
               ? fmt::format(
                     "{}: geen fouten. Gelezen: {} scenario{}, {} parameters uit {} bestanden, en "
                     "de regio {} ({} gemeente{}, {} tabellen).\n",
                     file.chain().front(), scenarios, scenarios == 1 ? "" : "'s",
                     file.parameters().size(), books, folder, places, places == 1 ? "" : "n",
                     region.files().size())
               : fmt::format(
                     "{}: no mistakes. Read: {} scenario{}, {} parameters from {} files, and the "
                     "region {} ({} municipalit{}, {} tables).\n",
                     file.chain().front(), scenarios, scenarios == 1 ? "" : "s",
                     file.parameters().size(), books, folder, places, places == 1 ? "y" : "ies",
                     region.files().size());
}

}  // namespace

std::string sound_text(LookedOver const& found, Language language)
{
    std::string text;
    for (auto const& prepared : found.sound) {
        text += what_was_read(prepared, language);
    }
    for (auto const& remark : found.remarks) {
        text += language == Language::dutch ? "let op: " + remark.nl : "note: " + remark.en;
        text += "\n";
    }
    return text;
}

std::string mistakes_text(LookedOver const& found, Language language)
{
    if (found.mistakes.empty()) {
        return {};
    }
    std::string text;
    std::set<std::string> files;
    for (auto const& mistake : found.mistakes) {
        text += to_text(mistake, language) + "\n";
        files.insert(mistake.place.file);
    }
    auto const count = found.mistakes.size();
    auto const of = files.size();
    return text + (language == Language::dutch
                       ? fmt::format("{} fout{} in {} bestand{}.\n", count, count == 1 ? "" : "en",
                                     of, of == 1 ? "" : "en")
                       : fmt::format("{} mistake{} in {} file{}.\n", count, count == 1 ? "" : "s",
                                     of, of == 1 ? "" : "s"));
}

}  // namespace smartstart
