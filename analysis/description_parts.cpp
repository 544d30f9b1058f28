#include "analysis/description_parts.hpp"

#include <array>

#include <fmt/format.h>

namespace smartstart {
namespace {

constexpr std::array<DescriptionPart, 6> parts{{
    {"steps", "De stappen", "The steps", describe_steps},
    {"settings", "De instellingen", "The settings", describe_settings},
    {"outcomes", "De uitkomsten", "The outcomes", describe_outcomes},
    {"columns", "De kolommen", "The columns", describe_columns},
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

}  // namespace smartstart
