#include "engine/store/checkpoint.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "smartstart-checkpoint";
constexpr int version = 1;
constexpr auto head_label = "head";
constexpr auto end_label = "end";

std::string first_line()
{
    return fmt::format("{} {}\n", format, version);
}

fs::path beside(fs::path const& name)
{
    return name.string() + ".new";
}

std::string text_of(CheckpointHead const& head)
{
    return fmt::format(
        "program {}\nmodel {}\nscenario {}\npast {}\nseed {}\nreplicate {}\nyear {}\n",
        head.program, head.model, head.scenario, head.past, head.seed, head.replicate, head.year);
}

CheckpointHead head_in(std::string const& text)
{
    CheckpointHead head;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        auto const gap = line.find(' ');
        auto const what = line.substr(0, gap);
        auto const value = gap == std::string::npos ? "" : line.substr(gap + 1);
        std::istringstream number{value};
        if (what == "program") {
            head.program = value;
        } else if (what == "model") {
            head.model = value;
        } else if (what == "scenario") {
            head.scenario = value;
        } else if (what == "past") {
            head.past = value;
        } else if (what == "seed") {
            number >> head.seed;
        } else if (what == "replicate") {
            number >> head.replicate;
        } else if (what == "year") {
            number >> head.year;
        }
    }
    return head;
}

/// One digest over the labels and digests of all pieces before the end.
std::string digest_of(std::vector<FileRecord> const& records)
{
    std::string text;
    for (auto const& record : records) {
        if (record.label != end_label) {
            text += record.label + ' ' + record.sha256 + '\n';
        }
    }
    return sha256(text);
}

}  // namespace

CheckpointWriter::CheckpointWriter(fs::path const& name, CheckpointHead const& head)
    : final_name_{name}, file_{beside(name)}
{
    check(file_.trouble());
    check(file_.empty());
    file_.go_on(first_line());
    add(head_label, text_of(head));
}

CheckpointWriter::~CheckpointWriter()
{
    if (!finished_) {
        std::error_code ignored;
        fs::remove(file_.name(), ignored);
    }
}

void CheckpointWriter::add(std::string const& label, std::string_view bytes)
{
    check(file_.add(label, bytes, Sync::later));
}

void CheckpointWriter::finish()
{
    add(end_label, digest_of(file_.records()));
    check(file_.rename_to(final_name_));
    finished_ = true;
}

void CheckpointWriter::check(int error) const
{
    if (error != 0) {
        throw StoreError{
            fmt::format("cannot write {}: {}.", final_name_.string(), disk_trouble(error))};
    }
}

void remove_checkpoint(fs::path const& name)
{
    std::error_code ignored;
    fs::remove(name, ignored);
    fs::remove(beside(name), ignored);
}

CheckpointReader::CheckpointReader(fs::path const& name) : name_{name}
{
    std::ifstream file{name, std::ios::binary};
    std::string line;
    std::getline(file, line);
    std::istringstream words{line};
    std::string found;
    int of{};
    if (file && words >> found >> of && found == format && of != version) {
        refuse(fmt::format("is a checkpoint of format {}, and this program reads format {}.", of,
                           version));
    }
    file_.emplace(name, first_line());
    check_whole();
    head_ = head_in(read(head_label));
}

void CheckpointReader::check_whole() const
{
    auto const& records = file_->records();
    if (records.empty()) {
        refuse("is damaged: it ends in its first line.");
    }
    auto const& last = records.back();
    if (last.label != end_label) {
        refuse(fmt::format("is damaged: it ends, or cannot be read any further, after '{}'.",
                           last.label));
    }
    if (file_->read(last) != digest_of(records)) {
        refuse("is damaged: its pieces are not those that were written.");
    }
    std::error_code error;
    if (fs::file_size(name_, error) != last.start + last.size || error) {
        refuse("is damaged: something stands behind its end.");
    }
}

FileRecord const* CheckpointReader::find(std::string const& label) const
{
    auto const& records = file_->records();
    auto const at = std::ranges::find(records, label, &FileRecord::label);
    return at == records.end() ? nullptr : &*at;
}

std::string CheckpointReader::read(std::string const& label) const
{
    auto const* const record = find(label);
    if (record == nullptr) {
        refuse(fmt::format("has no '{}' in it.", label));
    }
    return file_->read(*record);
}

std::vector<std::string> CheckpointReader::labels() const
{
    std::vector<std::string> all;
    for (auto const& record : file_->records()) {
        if (record.label != head_label && record.label != end_label) {
            all.push_back(record.label);
        }
    }
    return all;
}

void CheckpointReader::refuse(std::string const& why) const
{
    throw InputError{fmt::format("{} {} Delete the file; what it held is then lived again.",
                                 name_.string(), why)};
}

}  // namespace smartstart
