#include "engine/run/mpi/trouble.hpp"

#include <algorithm>
#include <new>
#include <string_view>

#include "engine/base/error.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

Trouble::Kind kind_of(std::exception_ptr const& failure, std::string& text)
{
    try {
        std::rethrow_exception(failure);
    } catch (InputError const& error) {
        text = error.what();
        return Trouble::Kind::input;
    } catch (OutputExists const& error) {
        text = error.what();
        return Trouble::Kind::output_exists;
    } catch (StoreError const& error) {
        text = error.what();
        return Trouble::Kind::store;
    } catch (std::bad_alloc const&) {
        return Trouble::Kind::memory;
    } catch (std::exception const& error) {
        text = error.what();
    } catch (...) {
        text = "something unknown went wrong";
    }
    return Trouble::Kind::broken;
}

/// The words without what the exception's type puts around them.
std::string bare(std::string text)
{
    constexpr std::string_view word = "error: ";
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text.starts_with(word) ? text.substr(word.size()) : text;
}

}  // namespace

Trouble Trouble::of(std::exception_ptr const& failure)
{
    Trouble trouble;
    std::string text;
    trouble.kind = kind_of(failure, text);
    text = bare(text);
    std::copy_n(text.begin(), std::min(text.size(), trouble.text.size() - 1), trouble.text.begin());
    return trouble;
}

void Trouble::raise(std::string const& before) const
{
    auto const words = before + text.data();
    switch (kind) {
        case Kind::none:
            return;
        case Kind::input:
            throw InputError{words};
        case Kind::output_exists:
            throw OutputExists{OutputExists::Words{words}};
        case Kind::store:
            throw StoreError{words};
        case Kind::memory:
            throw std::bad_alloc{};
        case Kind::broken:
            throw std::runtime_error{words};
    }
}

}  // namespace smartstart
