#include "analysis/report/report.hpp"

#include <array>

#include "analysis/report/report_data.hpp"
#include "engine/base/error.hpp"
#include "generated/embedded/report_answer_js.hpp"
#include "generated/embedded/report_charts_js.hpp"
#include "generated/embedded/report_css.hpp"
#include "generated/embedded/report_data_js.hpp"
#include "generated/embedded/report_elements_js.hpp"
#include "generated/embedded/report_fairness_js.hpp"
#include "generated/embedded/report_generations_js.hpp"
#include "generated/embedded/report_groups_js.hpp"
#include "generated/embedded/report_help_js.hpp"
#include "generated/embedded/report_html.hpp"
#include "generated/embedded/report_map_js.hpp"
#include "generated/embedded/report_money_js.hpp"
#include "generated/embedded/report_numbers_js.hpp"
#include "generated/embedded/report_outcomes_js.hpp"
#include "generated/embedded/report_page_js.hpp"
#include "generated/embedded/report_study_js.hpp"
#include "generated/embedded/report_sure_js.hpp"
#include "generated/embedded/report_waterfall_js.hpp"
#include "generated/embedded/report_words_js.hpp"
#include "generated/embedded/report_words_more_js.hpp"

namespace smartstart {
namespace {

/// Puts a text where its mark stands in the page.
void fill(std::string& page, std::string_view mark, std::string_view text)
{
    std::size_t const at = page.find(mark);
    if (at == std::string::npos) {
        throw BrokenPromise{"the page of the report lacks its mark " + std::string{mark}};
    }
    page.replace(at, mark.size(), text);
}

}  // namespace

std::string report_html(Result const& base, std::span<Result const> others, Language language,
                        ReportExtras const& extras)
{
    std::string scripts;
    for (std::string_view const script :
         {embedded::report_words_js(), embedded::report_words_more_js(), embedded::report_data_js(),
          embedded::report_numbers_js(), embedded::report_elements_js(),
          embedded::report_charts_js(), embedded::report_answer_js(), embedded::report_sure_js(),
          embedded::report_map_js(), embedded::report_outcomes_js(), embedded::report_groups_js(),
          embedded::report_fairness_js(), embedded::report_generations_js(),
          embedded::report_help_js(), embedded::report_waterfall_js(), embedded::report_money_js(),
          embedded::report_study_js(), embedded::report_page_js()}) {
        scripts += script;
    }
    std::string page{embedded::report_html()};
    fill(page, "/*CSS*/", embedded::report_css());
    fill(page, "/*JS*/", scripts);
    // The data come last, because they hold texts that people wrote, and those may hold a mark.
    fill(page, "\"DATA\"", report_data(base, others, language, extras));
    return page;
}

}  // namespace smartstart
