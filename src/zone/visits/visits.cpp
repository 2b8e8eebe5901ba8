#include "zone/visits/visits.hpp"

#include "zone/visits/codes.hpp"
#include "zone/visits/visit.hpp"

namespace yuanheng::visits {

platform::Practice visits() {
    return {.name = "visits",
            .label = {"企业走访", "visits"},
            .duties = {{std::string(kService), {"企业服务", "service to enterprises"}}},
            .entities = {visit_entity()},
            .codes = Code::own()};
}

}  // namespace yuanheng::visits
