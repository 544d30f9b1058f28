#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/settings/document.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// Reads all files of a scenario and merges them: base, what extends it, parameters under it, the
/// command line over it.
class SettingsLoader {
public:
    explicit SettingsLoader(std::string_view format);
    /// Throws InputError where a file cannot be used at all.
    SettingsFile load(std::filesystem::path const& file, std::vector<std::string> const& overrides);

    /// What a file was read into.
    static SettingsDocument const& document_of(SettingsFile const& file) { return *file.document_; }

private:
    /// One file of the chain of `extends`.
    struct Link {
        std::filesystem::path file;
        std::string name;  ///< as the person wrote it, for places
        SettingsNode tree;
    };
    /// A path that a file names, and where.
    struct Reference {
        std::filesystem::path file;
        Place place;
    };

    void load_chain(std::filesystem::path const& file);
    std::optional<Reference> load_link(Reference const& reference);
    std::optional<Reference> stand_in_for(Reference const& reference);
    std::optional<SettingsNode> load_tree(Reference const& reference);
    bool is_of_other_kind(Link const& link);
    std::optional<Reference> read_head(Link& link);
    std::optional<Reference> path_at(Settings const& settings, std::string_view key,
                                     std::filesystem::path const& from) const;
    std::string chain_to(std::string const& last) const;
    void load_parameters();
    void merge_chain();
    void check_steps();
    void override_with(std::string const& text);
    std::optional<SettingsNode> value_of(std::string const& text, std::string const& value);

    std::shared_ptr<SettingsDocument> document_;
    SettingsFile result_;
    std::deque<Link> chain_;
    std::optional<Reference> parameter_folder_;
    SettingsNode steps_;  ///< what the parameter files hold
};

}  // namespace smartstart
