// SPDX-License-Identifier: Apache-2.0
#include "gateway/admin/monitor.hpp"

#include <utility>

#include "gateway/admin/answer.hpp"
#include "gateway/admin/reports.hpp"

namespace divmid::gateway::admin {

std::optional<HttpResponse> Monitor::answer(const HttpRequest& request) {
    if (request.method != "GET") return std::nullopt;
    if (request.path == "/livez") return liveness(status_);
    if (request.path == "/readyz") return readiness(status_);
    if (request.path != "/metrics") return std::nullopt;
    HttpResponse response;
    response.body = exposition_.text();
    response.content_type = metrics::Exposition::kContentType;
    return response;
}

void Monitor::request(const HttpRequest& request, std::shared_ptr<Responder> responder) {
    std::optional<HttpResponse> known = answer(request);
    responder->respond(known ? *std::move(known) : fault(404, "nothing is here"));
}

}  // namespace divmid::gateway::admin
