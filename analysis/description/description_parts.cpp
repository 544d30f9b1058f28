#include "analysis/description/description_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analysis/description/marked_page.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

constexpr std::array<DescriptionPart, 7> parts{{
    {"steps", "De stappen", "The steps", describe_steps},
    {"settings", "De instellingen en het boek van parameters",
     "The settings and the book of parameters", describe_settings},
    {"outcomes", "De uitkomsten", "The outcomes", describe_outcomes},
    {"columns", "De kolommen", "The columns", describe_columns},
    {"odd", "Het model volgens ODD", "The model by ODD", describe_odd},
    {"schedule", "De volgorde", "The schedule", describe_schedule},
    {"region", "De regio", "The region", describe_region},
}};

}  // namespace

std::span<DescriptionPart const> description_parts()
{
    return parts;
}

std::string described(DescriptionPart const& part, Prepared const& prepared, Language language,
                      SheetFormat format)
{
    auto const sheets = part.describe(prepared, language);
    auto const text = written(sheets, format);
    if (format != SheetFormat::markdown) {
        return text;
    }
    return language == Language::dutch
               ? fmt::format(
                     "# {}\n\nGemaakt door `smartstart describe {} --format markdown`.\n\n{}",
                     part.heading_nl, part.name, text)
               : fmt::format("# {}\n\nMade by `smartstart describe {} --format markdown`.\n\n{}",
                             part.heading_en, part.name, text);
}

std::string filled_page(std::string const& page, Prepared const& prepared, Language language)
{
    return filled(page, [&](std::string_view part, std::string_view id) {
        auto const found = std::ranges::find(parts, part, &DescriptionPart::name);
        auto sheets =
            found == parts.end() ? std::vector<Sheet>{} : found->describe(prepared, language);
        std::erase_if(sheets, [&](Sheet const& sheet) { return sheet.id != id; });
        if (sheets.empty()) {
            throw InputError{
                fmt::format("the page asks for '{} {}', but there is no such table. "
                            "'smartstart describe {} --format json' names them.",
                            part, id, part)};
        }
        // The page has headings and words of its own.
        for (auto& sheet : sheets) {
            sheet.title.clear();
            sheet.preface.clear();
        }
        return written(sheets, SheetFormat::markdown);
    });
}

}  // namespace smartstart
