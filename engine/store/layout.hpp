#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/result.hpp"

/// What is called what inside a result file; the writer and the reader both go by this.
namespace smartstart::layout {

inline constexpr std::string_view format = "smartstart-result";
inline constexpr std::string_view format_version = "1.0";

/// Attributes above this length become data sets under /provenance: HDF5 keeps small ones better.
inline constexpr std::size_t longest_attribute = 60'000;

struct Text {
    char const* name;
    std::string Result::*text;
};

/// Texts of a result and their names as attributes of the file.
inline constexpr std::array texts{
    Text{"scenario", &Result::scenario},
    Text{"title", &Result::title_en},
    Text{"title_nl", &Result::title_nl},
    Text{"question", &Result::question_en},
    Text{"question_nl", &Result::question_nl},
    Text{"start_of_difference", &Result::start_of_difference},
    Text{"differs_from", &Result::differs_from},
    Text{"program_version", &Result::program_version},
    Text{"git_commit", &Result::git_commit},
    Text{"compiler", &Result::compiler},
    Text{"libraries", &Result::libraries},
    Text{"rng", &Result::rng},
    Text{"scenario_yaml", &Result::scenario_yaml},
    Text{"scenario_resolved", &Result::scenario_resolved},
};

struct TextList {
    char const* name;
    std::vector<std::string> Result::*texts;
};

inline constexpr std::array text_lists{
    TextList{"differences", &Result::differences_en},
    TextList{"differences_nl", &Result::differences_nl},
    TextList{"parent", &Result::parent},
    TextList{"past", &Result::past},
    TextList{"draws", &Result::draws},
};

struct OutcomeText {
    char const* name;
    std::string OutcomeInfo::*text;
};

/// Attributes of an outcome's data set.
inline constexpr std::array outcome_texts{
    OutcomeText{"long_name", &OutcomeInfo::long_name_en},
    OutcomeText{"long_name_nl", &OutcomeInfo::long_name_nl},
    OutcomeText{"units", &OutcomeInfo::units},
    OutcomeText{"numerator", &OutcomeInfo::numerator},
    OutcomeText{"denominator", &OutcomeInfo::denominator},
    OutcomeText{"source_of_definition", &OutcomeInfo::source_of_definition},
};

struct LabelList {
    char const* name;
    char const* long_name;
    std::vector<std::string> Result::*labels;
    ReadableNames Result::*names;
};

/// Dimensions of the ledger that are texts.
inline constexpr std::array ledger_lists{
    LabelList{"payer", "who pays", &Result::payers, &Result::payer_names},
    LabelList{"item", "what is paid for", &Result::items, &Result::item_names},
    LabelList{"side", "side of the help: front, back or none", &Result::sides, &Result::side_names},
};

struct TableGroup {
    char const* name;
    std::vector<ResultTable> Result::*tables;
};

inline constexpr std::array table_groups{
    TableGroup{"generations", &Result::generations},
    TableGroup{"concentration", &Result::concentration},
    TableGroup{"quantiles", &Result::quantiles},
};

// Positions are those of the enumerations Better and Transform.
inline constexpr std::array better_names{"up", "down", "neither", "seen"};
inline constexpr std::array transform_names{"ratio", "root", "count"};

/// What the counts of an outcome are of: people who are so, or something else.
inline constexpr std::string_view states = "states", events = "other";

/// The sides of the budget for help, and the share that the first has of both.
inline constexpr std::string_view front = "front", back = "back";
inline constexpr char const* front_share = "front_share_realised";

}  // namespace smartstart::layout
