#include "engine/store/unfinished.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

constexpr std::string_view format = "smartstart-unfinished 1";
constexpr std::string_view word = "replicate ";
constexpr auto settings_word = "settings";

std::string first_line(std::string const& run)
{
    return fmt::format("{} {}\n", format, run);
}

std::optional<int> replicate_of(FileRecord const& record)
{
    int number{};
    auto const* const end = record.label.data() + record.label.size();
    auto const is_one =
        record.label.starts_with(word) &&
        std::from_chars(record.label.data() + word.size(), end, number).ec == std::errc{};
    return is_one ? std::optional{number} : std::nullopt;
}

FileRecord const* settings_among(std::vector<FileRecord> const& records)
{
    auto const last = std::find_if(records.rbegin(), records.rend(),
                                   [](auto const& one) { return one.label == settings_word; });
    return last == records.rend() ? nullptr : &*last;
}

RecordFile open(std::filesystem::path const& name, Found found)
{
    std::error_code ignored;
    if (found == Found::refuse && std::filesystem::exists(name, ignored)) {
        throw OutputExists{name};
    }
    return RecordFile{name};
}

}  // namespace

Unfinished::Unfinished(std::filesystem::path const& name, std::string const& run,
                       std::size_t wanted, Found found)
    : wanted_{wanted},
      head_{first_line(run)},
      file_{open(name, found)},
      begun_{found != Found::replace}
{
    if (file_.trouble() != 0) {
        refuse(file_.trouble());
    }
    if (!begun_) {
        return;
    }
    if (!file_.go_on(head_)) {
        throw InputError{other_run(name)};
    }
    for (auto const& record : file_.records()) {
        if (auto const number = replicate_of(record)) {
            kept_[*number] = record;
        }
    }
}

Unfinished::~Unfinished()
{
    std::error_code ignored;
    auto const holds_nothing =
        begun_ ? kept_.empty() : std::filesystem::file_size(file_.name(), ignored) == 0;
    if (holds_nothing && !removed_ && !(stays_ && begun_)) {
        remove();
    }
}

void Unfinished::begin()
{
    if (begun_) {
        return;
    }
    if (auto const failed = file_.empty(); failed != 0) {
        refuse(failed);
    }
    begun_ = true;
    file_.go_on(head_);  // true: of an empty file
}

bool Unfinished::is_of(std::filesystem::path const& name, std::string const& run)
{
    auto const wanted = first_line(run);
    std::string found(wanted.size(), '\0');
    std::ifstream file{name, std::ios::binary};
    file.read(found.data(), static_cast<std::streamsize>(found.size()));
    return file && found == wanted;
}

UnfinishedLook Unfinished::look(std::filesystem::path const& name)
{
    std::string head;
    std::ifstream file{name, std::ios::binary};
    std::getline(file, head);
    RecordReader const reader{name, head.starts_with(format) ? head + "\n" : first_line({})};
    std::set<int> numbers;
    for (auto const& record : reader.records()) {
        if (auto const number = replicate_of(record)) {
            numbers.insert(*number);
        }
    }
    auto const* const settings = settings_among(reader.records());
    return {{numbers.begin(), numbers.end()},
            settings == nullptr ? "" : reader.read(*settings),
            is_in_use(name)};
}

std::string Unfinished::other_run(std::filesystem::path const& name)
{
    return fmt::format(
        "{} holds replicates of another scenario, seed or version of the program. Use --force to "
        "start again, or --output to write elsewhere.",
        name.string());
}

void Unfinished::tell(std::string_view settings)
{
    begin();
    auto const* const before = settings_among(file_.records());
    if (before != nullptr && file_.read(*before) == settings) {
        return;
    }
    if (auto const failed = file_.add(settings_word, settings, Sync::later); failed != 0) {
        refuse(failed);
    }
}

std::vector<int> Unfinished::replicates() const
{
    std::vector<int> numbers;
    for (auto const& [number, record] : kept_) {
        numbers.push_back(number);
    }
    return numbers;
}

void Unfinished::add(int replicate, std::string_view bytes)
{
    begin();
    if (auto const failed = file_.add(fmt::format("{}{}", word, replicate), bytes, Sync::now);
        failed != 0) {
        refuse(failed);
    }
    kept_[replicate] = file_.records().back();
}

std::string Unfinished::read(int replicate) const
{
    return file_.read(kept_.at(replicate));
}

void Unfinished::remove()
{
    kept_.clear();
    removed_ = true;
    std::error_code ignored;
    std::filesystem::remove(file_.name(), ignored);
}

void Unfinished::refuse(int error) const
{
    throw StoreError{
        fmt::format("cannot write {}: {}. {}", file_.name().string(), disk_trouble(error),
                    kept_.empty() ? std::string{"No replicate was finished yet."}
                                  : fmt::format("{} of {} replicates are safe in it; --resume "
                                                "goes on from there.",
                                                kept_.size(), wanted_))};
}

}  // namespace smartstart
