#include <utility>

#include "engine/settings/document.hpp"
#include "engine/settings/loader.hpp"
#include "engine/settings/settings.hpp"
#include "engine/settings/write_yaml.hpp"

namespace smartstart {

SettingsFile::SettingsFile(std::shared_ptr<SettingsDocument> document)
    : document_{std::move(document)}
{
}

SettingsFile SettingsFile::read(std::filesystem::path const& file,
                                std::vector<std::string> const& overrides)
{
    return read_as("smartstart-scenario 1", file, overrides);
}

SettingsFile SettingsFile::read_as(std::string_view format, std::filesystem::path const& file,
                                   std::vector<std::string> const& overrides)
{
    return SettingsLoader{format}.load(file, overrides);
}

Settings SettingsFile::root() const
{
    return {document_, document_->root, ""};
}

void SettingsFile::finish() const
{
    auto problems = document_->problems;
    auto const open = open_problems(*document_, document_->root);
    problems.insert(problems.end(), open.begin(), open.end());
    if (!problems.empty()) {
        throw InputError{sorted(std::move(problems))};
    }
}

std::vector<Problem> SettingsFile::problems() const
{
    auto problems = document_->problems;
    for (auto const& [path, problem] : document_->missing) {
        problems.push_back(problem);
    }
    return sorted(std::move(problems));
}

std::vector<std::string> SettingsFile::unread() const
{
    return unread_values(document_->root);
}

std::string SettingsFile::as_written() const
{
    return as_written_;
}

std::string SettingsFile::resolved() const
{
    return "format: " + format_ + "\n" + write_yaml(document_->root);
}

std::map<std::string, std::string> SettingsFile::values() const
{
    return all_values(document_->root);
}

std::map<std::string, std::map<int, std::string>> SettingsFile::marks() const
{
    return all_marks(document_->root);
}

}  // namespace smartstart
