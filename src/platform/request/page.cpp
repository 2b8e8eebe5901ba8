#include "platform/request/page.hpp"

namespace yuanheng::platform {

void describe(reflect::Describer<PageQuery>& d) {
    d.name("page_query", {"分页", "page"});
    d(&PageQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
    d(&PageQuery::after, "after", {"页码标记", "cursor"}).of("cursor");
}

}  // namespace yuanheng::platform
