#pragma once

#include <span>
#include <string>

#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/money.hpp"
#include "analysis/text/language.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What an Excel workbook is made from; others, comparisons and moneys stand in the same order.
struct WorkbookContents {
    Result const& base;
    std::span<Result const> others;
    std::span<Comparison const> comparisons;
    std::span<Money const> moneys;
};

/// A workbook (.xlsx) for colleagues: a summary of every outcome with its verdict, the course of
/// each outcome in the whole region with a chart, the money, and what was run. Real numbers,
/// formatted as the outcome asks, so that sums can be made. Equal results give equal bytes. Throws
/// StoreError.
std::string workbook(WorkbookContents const& contents, Language language);

}  // namespace smartstart
