#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace smartstart {

/// A spot in a file that a person wrote. Line and column count from 1; 0 means "the file as a
/// whole".
struct Place {
    std::string file;
    int line{};
    int column{};
};

/// One thing that a person can repair: where, and a sentence that says what was found, what is
/// wanted, an example and, where there is one, the nearest known name.
struct Problem {
    Place place;
    std::string text;
    std::string excerpt;  ///< the line of the file, without its line end; empty when there is none
};

/// What the user wrote cannot be used (exit code 2). Carries every problem at once.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Problem> problems);
    explicit InputError(Problem problem) : InputError{std::vector{std::move(problem)}} {}
    /// A problem of no file: the command line, or a whole file by name.
    explicit InputError(std::string text) : InputError{Problem{{}, std::move(text), {}}} {}
    std::vector<Problem> const& problems() const { return problems_; }

private:
    std::vector<Problem> problems_;
};

/// The program broke one of its own laws (exit code 70).
class BrokenPromise : public std::logic_error {
public:
    explicit BrokenPromise(std::string const& what);
};

/// The disk or the file system said no (exit code 74). The sentence names what is safe.
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `file:line:column: error: text`, then the line and a caret, for a terminal.
std::string to_text(Problem const& problem);

}  // namespace smartstart
