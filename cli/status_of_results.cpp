#include "cli/status_of_results.hpp"

#include <iostream>
#include <map>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "analysis/text/translation.hpp"
#include "engine/base/error.hpp"
#include "engine/store/result.hpp"
#include "engine/store/unfinished.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// How far one result is.
struct Row {
    std::size_t done{};
    std::string wanted = "?";  ///< replicates; unknown where nothing says it
    std::size_t on_their_way{};
    bool unfinished{}, in_use{};
    std::string trouble;  ///< why it cannot be read
};

/// The scenario whose file this is: `NAME.h5`, `NAME.h5.part` or `NAME.h5.replicate-N.checkpoint`.
std::string scenario_of(std::string const& file)
{
    auto const at = file.find(".h5");
    auto const rest = at == std::string::npos ? std::string{} : file.substr(at);
    auto const ours = rest == ".h5" || rest == ".h5.part" ||
                      (rest.starts_with(".h5.replicate-") && rest.ends_with(".checkpoint"));
    return ours && !file.ends_with(".posterior.h5") ? file.substr(0, at) : "";
}

std::string replicates_in(std::string const& settings)
{
    constexpr std::string_view key = "\nreplicates: ";
    auto const at = settings.find(key);
    if (at == std::string::npos) {
        return "?";
    }
    auto const from = at + key.size();
    return settings.substr(from, settings.find('\n', from) - from);
}

/// What there is of a result; an unfinished one goes before the one that it will replace.
void look_at(fs::path const& file, Row& row)
{
    if (file.extension() == ".checkpoint") {
        ++row.on_their_way;
        row.unfinished = true;
    } else if (file.extension() == ".part") {
        auto const look = Unfinished::look(file);
        row.done = look.replicates.size();
        row.wanted = replicates_in(look.settings);
        row.in_use = look.in_use;
        row.unfinished = true;
    } else if (!fs::exists(file.string() + ".part")) {
        row.done = read_labels(file).replicates.size();
        row.wanted = std::to_string(row.done);
    }
}

std::map<std::string, Row> rows_of(fs::path const& folder)
{
    std::map<std::string, Row> rows;
    std::error_code ignored;
    for (auto const& entry : fs::directory_iterator{folder, ignored}) {
        if (auto const name = scenario_of(entry.path().filename().string()); !name.empty()) {
            try {
                look_at(entry.path(), rows[name]);
            } catch (InputError const& error) {
                rows[name].trouble = error.problems().front().text;
            }
        }
    }
    return rows;
}

std::string state_of(Row const& row, Language language)
{
    if (!row.trouble.empty()) {
        return said_in(language, row.trouble);
    }
    if (row.in_use) {
        return in_language(language, "bezig", "running");
    }
    return row.unfinished ? in_language(language, "gestopt; met --resume gaat het verder",
                                        "stopped; --resume goes on")
                          : in_language(language, "klaar", "done");
}

}  // namespace

std::optional<std::string> tell_of_results(fs::path const& folder, Language language)
{
    auto const rows = rows_of(folder);
    if (rows.empty()) {
        return std::nullopt;
    }
    std::cout << in_language(language, " klaar gevraagd onderweg  resultaat\n",
                             "  done  wanted on its way  result\n");
    // Programs read this: it is the same in every language.
    std::string csv = "scenario,done,wanted,on_its_way,state\n";
    for (auto const& [name, row] : rows) {
        std::cout << fmt::format(fmt::runtime(in_language(language, "{:6} {:>8} {:8}  {}: {}\n",
                                                          "{:6} {:>7} {:10}  {}: {}\n")),
                                 row.done, row.wanted, row.on_their_way, name,
                                 state_of(row, language));
        csv += fmt::format("\"{}\",{},{},{},\"{}\"\n", name, row.done, row.wanted, row.on_their_way,
                           state_of(row, Language::english));
    }
    return csv;
}

}  // namespace smartstart
