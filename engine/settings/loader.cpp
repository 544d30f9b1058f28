#include "engine/settings/loader.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "engine/base/sha256.hpp"
#include "engine/settings/parameter_file.hpp"
#include "engine/settings/parse.hpp"
#include "engine/settings/source_text.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

std::string name_of(fs::path const& file)
{
    return file.lexically_normal().string();
}

/// Never cut short: a person has to find the file.
std::string quoted(std::string const& file)
{
    return "'" + file + "'";
}

/// The other kinds of files that a person writes, and the command that reads each.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kinds{
    {{"smartstart-scenario 1", "smartstart run"},
     {"smartstart-run-study 1", "smartstart run --study"},
     {"smartstart-study 1", "smartstart sensitivity"},
     {"smartstart-calibration 1", "smartstart calibrate"},
     {"smartstart-trial 1", "smartstart trial"},
     {"smartstart-evaluation 1", "smartstart evaluate"},
     {"smartstart-targets 1", "smartstart validate --targets"},
     {"smartstart-patterns 1", "smartstart validate --patterns"}}};

bool is_same_file(fs::path const& a, fs::path const& b)
{
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

}  // namespace

std::map<std::string, SettingForm> const& forms_of(SettingsFile const& file)
{
    return SettingsLoader::document_of(file).forms;
}

SettingsLoader::SettingsLoader(std::string_view format)
    : document_{std::make_shared<SettingsDocument>()}, result_{SettingsFile{document_}}
{
    result_.format_ = format;
    steps_.shape = Shape::section;
    steps_.key = "steps";
}

SettingsFile SettingsLoader::load(fs::path const& file, std::vector<std::string> const& overrides)
{
    load_chain(file);
    for (auto const& link : chain_) {
        result_.chain_.push_back(link.name);
    }
    load_parameters();
    merge_chain();
    for (auto const& text : overrides) {
        override_with(text);
    }
    check_steps();
    if (document_->unusable) {
        throw InputError{result_.problems()};
    }
    return std::move(result_);
}

void SettingsLoader::load_chain(fs::path const& file)
{
    std::optional<Reference> next{{file, {}}};
    while (next) {
        next = load_link(*next);
    }
}

std::string SettingsLoader::chain_to(std::string const& last) const
{
    std::string text = " The chain is ";
    for (auto const& link : chain_) {
        text += quoted(link.name) + " extends ";
    }
    return text + quoted(last) + ".";
}

/// Loads one file of the chain and says which one comes next.
std::optional<SettingsLoader::Reference> SettingsLoader::load_link(Reference const& reference)
{
    for (auto const& link : chain_) {
        if (is_same_file(link.file, reference.file)) {
            document_->note(reference.place,
                            "this goes round in a circle." + chain_to(name_of(reference.file)));
            document_->unusable = true;
            return {};
        }
    }
    auto tree = load_tree(reference);
    if (!tree) {
        return stand_in_for(reference);
    }
    auto& link =
        chain_.emplace_back(Link{reference.file, name_of(reference.file), std::move(*tree)});
    return read_head(link);
}

/// The base that is meant where the one that is named is not there: with it the other mistakes can
/// be told as well, and nothing is run, since this one was noted.
std::optional<SettingsLoader::Reference> SettingsLoader::stand_in_for(Reference const& reference)
{
    std::error_code error;
    auto const is_named_in_file = !reference.place.file.empty();
    auto const meant = is_named_in_file && !fs::exists(reference.file, error)
                           ? file_meant(reference.file)
                           : fs::path{};
    auto const is_in_chain = std::ranges::any_of(
        chain_, [&](Link const& link) { return is_same_file(link.file, meant); });
    if (!fs::is_regular_file(meant, error) || is_in_chain) {
        document_->unusable = true;
        return {};
    }
    return Reference{meant, reference.place};
}

/// The tree of one file; empty, and said why, where it cannot be used.
std::optional<SettingsNode> SettingsLoader::load_tree(Reference const& reference)
{
    auto const name = name_of(reference.file);
    auto const source = read_source(reference.file);
    if (!source.trouble.empty()) {
        auto const is_named_in_file = !reference.place.file.empty();
        if (is_named_in_file) {
            document_->note(reference.place,
                            quoted(name) + " cannot be used: " + source.trouble + chain_to(name));
        } else {
            document_->note({name, 0, 0}, "this file cannot be used: " + source.trouble);
        }
        return {};
    }
    document_->keep_lines(name, source.bytes);
    result_.inputs_.push_back({name, sha256(source.bytes)});
    auto const written = "# file: " + name + "\n" + source.bytes;
    result_.as_written_ += written + (written.ends_with('\n') ? "" : "\n");
    auto tree = parse(*document_, name, source.bytes);
    tree.place = {name, 0, 0};
    tree.key_place = tree.place;
    if (tree.shape != Shape::section) {
        document_->unusable = true;
        document_->note(tree.place, "this file " + describe(tree) +
                                        ", but must be lines such as 'format: " + result_.format_ +
                                        "'.");
        return {};
    }
    return tree;
}

/// Whether this is a file for another command, which is then the one thing to say of it.
bool SettingsLoader::is_of_other_kind(Link const& link)
{
    auto const* const format = link.tree.find("format");
    if (format == nullptr || format->text == result_.format_) {
        return false;
    }
    auto const* const known =
        std::ranges::find(kinds, std::string_view{format->text},
                          &std::pair<std::string_view, std::string_view>::first);
    if (known == kinds.end()) {
        return false;
    }
    document_->note(format->place, "this file is a " + in_quotes(format->text) + ", which " +
                                       in_quotes(known->second) + " reads, and not a " +
                                       in_quotes(result_.format_) + ".");
    return true;
}

/// The keys that say how the files hang together. They leave the tree.
std::optional<SettingsLoader::Reference> SettingsLoader::read_head(Link& link)
{
    if (link.tree.broken) {
        return {};
    }
    if (is_of_other_kind(link)) {
        document_->unusable = true;
        return {};
    }
    Settings const head{document_, link.tree, ""};
    std::array<std::pair<std::string_view, int>, 1> const formats{{{result_.format_, 0}}};
    head.get_choice<int>("format", formats);
    auto base = path_at(head, "extends", link.file);
    auto folder = path_at(head, "parameters", link.file);
    if (!parameter_folder_) {
        parameter_folder_ = std::move(folder);
    }
    for (auto const* const key : {"format", "extends", "parameters"}) {
        link.tree.drop(key);
    }
    return base;
}

std::optional<SettingsLoader::Reference> SettingsLoader::path_at(Settings const& settings,
                                                                 std::string_view key,
                                                                 fs::path const& from) const
{
    auto const text = settings.get_or<std::string>(key, "");
    if (text.empty()) {
        return {};
    }
    return Reference{from.parent_path() / text, settings.place(key)};
}

void SettingsLoader::load_parameters()
{
    if (!parameter_folder_) {
        return;
    }
    auto const& [folder, place] = *parameter_folder_;
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".yaml") {
            files.push_back(at->path());
        }
    }
    if (error || files.empty()) {
        document_->unusable = true;
        document_->note(place, "'parameters' names the folder " + quoted(name_of(folder)) +
                                   (error ? ", which cannot be read (" + error.message() + ")."
                                          : ", which holds no file that ends in '.yaml'."));
        return;
    }
    steps_.place = place;
    steps_.key_place = place;
    std::sort(files.begin(), files.end());
    auto const scenario = result_.as_written_;
    for (auto const& file : files) {
        auto tree = load_tree({file, {}});
        if (tree && !tree->broken) {
            read_parameters(document_, std::move(*tree), steps_, result_.parameters_);
        }
    }
    result_.as_written_ = scenario;  // the chain only: `resolved` holds every parameter
}

void SettingsLoader::merge_chain()
{
    auto& root = document_->root;
    root.shape = Shape::section;
    if (parameter_folder_) {
        root.children.push_back(steps_);
    }
    for (auto link = chain_.rbegin(); link != chain_.rend(); ++link) {
        merge(root, std::move(link->tree));
    }
}

void SettingsLoader::check_steps()
{
    auto* const steps = document_->root.find("steps");
    if (!parameter_folder_ || steps == nullptr || steps->broken) {
        return;
    }
    if (steps->shape == Shape::section) {
        refuse_unknown_parameters(*document_, *steps, steps_);
        return;
    }
    document_->note(steps->place, "'steps' " + describe(*steps) +
                                      ", but must be a section with a section for each step.");
    steps->broken = true;
}

}  // namespace smartstart
