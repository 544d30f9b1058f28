#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/description/description.hpp"

namespace smartstart {

/// A part of the model that can be described.
struct DescriptionPart {
    char const* name;
    char const* heading_nl;
    char const* heading_en;
    std::vector<Sheet> (*describe)(Prepared const&, Language);
};

std::span<DescriptionPart const> description_parts();

/// This part, written in a format. As Markdown it is a whole page, which says how it was made.
std::string described(DescriptionPart const& part, Prepared const& prepared, Language language,
                      SheetFormat format);

/// A page of which every marked section (marked_page.hpp) is written anew. Throws InputError for a
/// mark that names no part or none of its sheets.
std::string filled_page(std::string const& page, Prepared const& prepared, Language language);

}  // namespace smartstart
