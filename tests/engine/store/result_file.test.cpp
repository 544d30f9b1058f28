#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/resource.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/store/result.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void put(fs::path const& name, std::string const& bytes)
{
    std::ofstream file{name, std::ios::binary};
    file << bytes;
}

class ResultFile : public ::testing::Test {
protected:
    ResultFile()
    {
        std::string pattern = (fs::temp_directory_path() / "result-file-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~ResultFile() override { fs::remove_all(folder_); }

    fs::path name() const { return folder_ / "shift.h5"; }
    fs::path const& folder() const { return folder_; }
    std::string refusal() const { return refusal(name()); }
    static std::string refusal(fs::path const& name)
    {
        try {
            read_result(name);
        } catch (InputError const& error) {
            auto const& text = error.problems().front().text;
            EXPECT_NE(said_in(Language::dutch, text), text) << "has no Dutch";
            return error.what();
        }
        return "not refused";
    }
    /// Changes an attribute of the file from outside, as somebody might.
    void set_attribute(char const* attribute, char const* text) const
    {
        hid_t const file = H5Fopen(name().c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        hid_t const at = H5Aopen(file, attribute, H5P_DEFAULT);
        hid_t const type = H5Aget_type(at);
        EXPECT_GE(H5Awrite(at, type, static_cast<void const*>(&text)), 0);
        H5Tclose(type);
        H5Aclose(at);
        H5Fclose(file);
    }

    /// Changes one number of a data set in the same way.
    void set_number(char const* data_set, double wished) const
    {
        hid_t const file = H5Fopen(name().c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        hid_t const set = H5Dopen2(file, data_set, H5P_DEFAULT);
        hsize_t const at[4] = {0, 1, 2, 3};  // as many of these as there are dimensions
        hid_t const space = H5Dget_space(set);
        H5Sselect_elements(space, H5S_SELECT_SET, 1, at);
        hsize_t const one = 1;
        hid_t const memory = H5Screate_simple(1, &one, nullptr);
        EXPECT_GE(H5Dwrite(set, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, &wished), 0);
        H5Sclose(memory);
        H5Sclose(space);
        H5Dclose(set);
        H5Fclose(file);
    }

private:
    fs::path folder_;
};

/// A text that a data set of a file says of itself; empty where it does not.
std::string attribute_of(fs::path const& name, std::string const& data_set, char const* attribute)
{
    hid_t const file = H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    std::string text;
    if (H5Aexists_by_name(file, data_set.c_str(), attribute, H5P_DEFAULT) > 0) {
        hid_t const at =
            H5Aopen_by_name(file, data_set.c_str(), attribute, H5P_DEFAULT, H5P_DEFAULT);
        hid_t const type = H5Aget_type(at);
        char* found = nullptr;
        H5Aread(at, type, static_cast<void*>(&found));
        text = found;
        H5free_memory(found);
        H5Tclose(type);
        H5Aclose(at);
    }
    H5Fclose(file);
    return text;
}

TEST_F(ResultFile, says_of_counts_and_tables_what_they_are_and_in_which_unit)
{
    auto const sample = test::sample_result({});
    write_result(sample, name(), Overwrite::refuse);
    auto const cito = *std::ranges::find(sample.outcomes, "cito_mean", &OutcomeInfo::id);
    EXPECT_EQ(attribute_of(name(), "/counts/cito_mean_numerator", "long_name"), cito.numerator);
    EXPECT_EQ(attribute_of(name(), "/counts/cito_mean_numerator", "units"), "points");
    EXPECT_EQ(attribute_of(name(), "/counts/cito_mean_denominator", "long_name"), cito.denominator);
    for (auto const& outcome : sample.outcomes) {
        EXPECT_NE(attribute_of(name(), "/counts/" + outcome.id + "_numerator", "units"), "");
        EXPECT_EQ(attribute_of(name(), "/counts/" + outcome.id + "_denominator", "units"), "1");
    }
    EXPECT_EQ(attribute_of(name(), "/generations/" + sample.generations[0].id, "units"), "1");
    EXPECT_EQ(attribute_of(name(), "/concentration/" + sample.concentration[0].id, "units"), "1");
    EXPECT_EQ(attribute_of(name(), "/quantiles/income", "units"), "EUR");
    EXPECT_EQ(attribute_of(name(), "/quantile", "long_name"), "share of people who have less");
}

TEST_F(ResultFile, gives_back_everything_that_was_written)
{
    Result written = test::sample_result({});
    written.scenario_yaml = std::string(70'000, 'x');  // too long for an attribute
    written.numerators[0][0] = -0.0;
    written.draws = {"steps.debts.entry=0.01 per year; steps.health.good_from=-0.8",
                     "steps.debts.entry=0.02 per year; steps.health.good_from=-0.9"};
    written.generations[0].values[1] = std::nan("");
    written.outcomes[2].better = Better::seen;
    write_result(written, name(), Overwrite::refuse);
    Result const read = read_result(name());

    EXPECT_EQ(values_digest(read), values_digest(written));
    EXPECT_EQ(read.numerators, written.numerators);
    EXPECT_EQ(read.denominators, written.denominators);
    EXPECT_EQ(read.cents, written.cents);
    EXPECT_EQ(read.planned_cents, written.planned_cents);
    EXPECT_EQ(read.realised_cents, written.realised_cents);
    EXPECT_EQ(read.inputs, written.inputs);
    EXPECT_EQ(read.seed, written.seed);
    EXPECT_EQ(read.scale, written.scale);
    EXPECT_EQ(read.scenario_yaml, written.scenario_yaml);
    EXPECT_EQ(read.question_nl, written.question_nl);
    EXPECT_EQ(read.differences_en, written.differences_en);
    EXPECT_EQ(read.parent, written.parent);
    EXPECT_EQ(read.past, written.past);
    EXPECT_EQ(read.draws, written.draws);
    EXPECT_EQ(read.groups[5].label_nl, written.groups[5].label_nl);
    EXPECT_EQ(read.groups[5].kind, "risk");
    EXPECT_EQ(read.municipalities[6].code, "GM0784");
    EXPECT_EQ(read.item_names.nl, written.item_names.nl);
    EXPECT_TRUE(read.side_names.en.empty());
    EXPECT_EQ(read.outcomes[1].transform, Transform::root);
    EXPECT_EQ(read.outcomes[0].better, Better::up);
    EXPECT_EQ(read.outcomes[2].better, Better::seen);
    EXPECT_EQ(read.outcomes[0].relevant, 0.5);
    EXPECT_EQ(read.concentration[0].column_labels, written.concentration[0].column_labels);
    EXPECT_EQ(read.quantiles[0].values, written.quantiles[0].values);
    EXPECT_TRUE(std::isnan(read.generations[0].values[1]));
}

TEST_F(ResultFile, is_the_same_in_every_byte_for_equal_results)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    write_result(test::sample_result({}), folder() / "again.h5", Overwrite::refuse);
    EXPECT_EQ(bytes_in(name()), bytes_in(folder() / "again.h5"));
}

TEST_F(ResultFile, keeps_a_result_without_money_or_tables)
{
    Result result = test::sample_result({});
    result.payers.clear();
    result.items.clear();
    result.sides.clear();
    result.payer_names = {};
    result.item_names = {};
    result.cents.clear();
    result.planned_cents.clear();
    result.realised_cents.clear();
    result.generations.clear();
    result.inputs.clear();
    write_result(result, name(), Overwrite::refuse);
    EXPECT_EQ(values_digest(read_result(name())), values_digest(result));
}

TEST_F(ResultFile, is_not_replaced_unless_asked)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    std::string const first = bytes_in(name());
    Result const other = test::sample_result({.effect = -0.1});
    EXPECT_THROW(write_result(other, name(), Overwrite::refuse), OutputExists);
    EXPECT_EQ(bytes_in(name()), first);
    write_result(other, name(), Overwrite::replace);
    EXPECT_EQ(values_digest(read_result(name())), values_digest(other));
    EXPECT_EQ(std::distance(fs::directory_iterator{folder()}, {}), 1) << "no .new is left";
}

TEST_F(ResultFile, that_is_there_is_left_with_advice_on_what_is_beside_it)
{
    auto const advice = [](fs::path const& file) { return std::string{OutputExists{file}.what()}; };
    auto const posterior = folder() / "fit.posterior.h5";
    fs::create_directories(folder());
    EXPECT_THAT(advice(name()), HasSubstr("Use --force to replace it"));
    EXPECT_THAT(advice(posterior), HasSubstr("Use --force to replace it"));
    std::ofstream{name().string() + ".part"} << "half";
    std::ofstream{folder() / "fit.runs"} << "half";
    for (auto const& file : {name(), posterior, folder() / "fit.runs"}) {
        EXPECT_THAT(advice(file), HasSubstr("Use --resume")) << file;
        EXPECT_THAT(advice(file), HasSubstr("--force to start again, or --output")) << file;
    }
}

TEST_F(ResultFile, makes_the_folder_it_goes_into)
{
    write_result(test::sample_result({}), folder() / "a" / "b" / "c.h5", Overwrite::refuse);
    EXPECT_TRUE(fs::exists(folder() / "a" / "b" / "c.h5"));
}

TEST_F(ResultFile, refuses_a_result_whose_numbers_do_not_fit_its_labels)
{
    Result result = test::sample_result({});
    result.numerators[2].pop_back();
    EXPECT_THROW(write_result(result, name(), Overwrite::refuse), BrokenPromise);
    EXPECT_FALSE(fs::exists(name()));
}

/// Runs in a child process of its own, because the limit stays for the life of a process.
[[noreturn]] void write_with_little_room(fs::path const& name)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{20'000, 20'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
        write_result(test::sample_result({.effect = -0.1}), name, Overwrite::replace);
    } catch (StoreError const& error) {
        std::cerr << error.what();
        std::_Exit(74);
    }
    std::_Exit(0);
}

TEST_F(ResultFile, that_does_not_fit_on_the_disk_leaves_the_earlier_one_whole)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    std::string const first = bytes_in(name());
    EXPECT_EXIT(write_with_little_room(name()), ::testing::ExitedWithCode(74),
                "cannot write .*shift.h5: .*larger than is allowed.*earlier file of that name is "
                "safe");
    EXPECT_EQ(bytes_in(name()), first);
    EXPECT_FALSE(fs::exists(name().string() + ".new"));
}

TEST_F(ResultFile, tells_that_a_full_disk_is_full)
{
    // /dev/full answers every write with "no space left"; a link makes it the unfinished file.
    fs::create_symlink("/dev/full", name().string() + ".new");
    try {
        write_result(test::sample_result({}), name(), Overwrite::refuse);
        FAIL() << "a full disk was not noticed";
    } catch (StoreError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("the disk is full. Nothing was left behind"));
    }
    EXPECT_FALSE(fs::exists(name()));
}

TEST_F(ResultFile, cannot_be_put_below_a_file)
{
    put(folder() / "file", "not a folder");
    EXPECT_THROW(
        write_result(test::sample_result({}), folder() / "file" / "x.h5", Overwrite::refuse),
        StoreError);
}

TEST_F(ResultFile, that_is_absent_empty_or_something_else_is_refused_in_words)
{
    EXPECT_THAT(refusal(), HasSubstr("there is no such file"));
    EXPECT_THAT(refusal(folder()), HasSubstr("this is not a file"));
    put(name(), "");
    EXPECT_THAT(refusal(), HasSubstr("this file is empty"));
    put(name(), "format: smartstart-scenario 1\n");
    EXPECT_THAT(refusal(), HasSubstr("it is not HDF5"));
    hid_t const file = H5Fcreate(name().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(file);
    EXPECT_THAT(refusal(), HasSubstr("not a result of smartstart"));
}

TEST_F(ResultFile, of_another_format_version_is_refused_with_both_versions)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    set_attribute("format_version", "2.0");
    EXPECT_THAT(refusal(), HasSubstr("format version '2.0', and this program reads '1.0'"));
}

TEST_F(ResultFile, whose_values_were_changed_is_refused)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    set_number("counts/placements_numerator", 0.0);
    EXPECT_THAT(refusal(), HasSubstr("not those that were written: its 'values_digest'"));
}

TEST_F(ResultFile, in_which_something_does_not_follow_from_its_counts_is_refused)
{
    auto const result = test::sample_result({});
    for (std::string const set : {"placements", "budget/front_share_realised"}) {
        write_result(result, name(), Overwrite::replace);
        set_number(set.c_str(), 0.0);
        EXPECT_THAT(refusal(), HasSubstr("'" + set + "' in this file is not what its counts give"));
    }
    write_result(result, name(), Overwrite::replace);
    set_attribute("title", "Another title");
    EXPECT_EQ(refusal(), "not refused") << "the seal is gone, and every number is as it was";
}

TEST_F(ResultFile, has_the_front_share_of_what_goes_to_front_and_back)
{
    auto result = test::sample_result({});
    ASSERT_EQ(result.sides.at(0), "front");
    ASSERT_EQ(result.sides.at(1), "back");
    ASSERT_EQ(result.sides.size(), 3U);
    result.realised_cents[0] = 300;
    result.realised_cents[1] = 700;
    result.realised_cents[2] = 9000;
    write_result(result, name(), Overwrite::refuse);
    hid_t const file = H5Fopen(name().c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t const set = H5Dopen2(file, "budget/front_share_realised", H5P_DEFAULT);
    std::vector<double> shares(result.realised_cents.size() / 3);
    EXPECT_GE(H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, shares.data()), 0);
    H5Dclose(set);
    H5Fclose(file);
    EXPECT_DOUBLE_EQ(shares[0], 0.3);
}

TEST_F(ResultFile, cut_short_anywhere_is_refused)
{
    write_result(test::sample_result({}), name(), Overwrite::refuse);
    std::string const whole = bytes_in(name());
    EXPECT_GT(whole.size(), 10'000U);
    for (std::size_t part = 1; part < 20; ++part) {
        put(name(), whole.substr(0, whole.size() * part / 20));
        EXPECT_THAT(refusal(), HasSubstr("cut short")) << part;
    }
    put(name(), whole.substr(0, whole.size() - 1));
    EXPECT_THAT(refusal(), HasSubstr("cut short"));
}

TEST_F(ResultFile, without_its_seal_names_the_piece_that_is_damaged)
{
    Result const result = test::sample_result({.replicates = 2, .last_year = 2026});
    write_result(result, name(), Overwrite::refuse);
    std::string const piece = result.outcomes[1].id + "_numerator";
    hid_t const file = H5Fopen(name().c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t const set = H5Dopen2(file, ("counts/" + piece).c_str(), H5P_DEFAULT);
    hid_t const space = H5Dget_space(set);
    haddr_t from = 0;
    hsize_t size = 0;
    ASSERT_GE(H5Dget_chunk_info(set, space, 1, nullptr, nullptr, &from, &size), 0);
    H5Sclose(space);
    H5Dclose(set);
    H5Fclose(file);
    std::string bytes = bytes_in(name());
    bytes.resize(bytes.rfind("\nsmartstart-seal"));
    put(name(), bytes);
    EXPECT_EQ(read_result(name()).numerators, result.numerators);
    bytes[from + size / 2] = static_cast<char>(bytes[from + size / 2] ^ 1);
    put(name(), bytes);
    EXPECT_THAT(refusal(), HasSubstr("the checksum of piece 2 of '" + piece + "' is wrong"));
}

TEST_F(ResultFile, with_a_damaged_byte_is_refused_or_reads_the_same_values)
{
    Result const result = test::sample_result({.replicates = 2, .last_year = 2026});
    write_result(result, name(), Overwrite::refuse);
    std::string const whole = bytes_in(name());
    int refused = 0;
    for (std::size_t at = 4096; at < whole.size(); at += whole.size() / 60) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        put(name(), bytes);
        try {
            EXPECT_EQ(values_digest(read_result(name())), values_digest(result)) << at;
        } catch (InputError const&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 10) << "most of the file is values and structure";
}

}  // namespace
}  // namespace smartstart
