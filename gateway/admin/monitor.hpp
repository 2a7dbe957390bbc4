// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "gateway/endpoint.hpp"
#include "gateway/metrics/exposition.hpp"
#include "gateway/status.hpp"

namespace divmid::gateway::admin {

/// What watches the process may ask, and nothing else:
///
///   GET /livez     it answers, so it lives
///   GET /readyz    200 when orders are taken, else 503 with the reasons
///   GET /metrics   for Prometheus
///
/// There is no secret in it and nothing that changes anything: a listener of its own may serve it
/// where the operator's socket does not reach.
class Monitor final : public Endpoint {
public:
    /// Both outlive it.
    Monitor(const Status& status, metrics::Exposition& exposition)
        : status_{status}, exposition_{exposition} {}

    /// Nothing when it is none of the questions above.
    [[nodiscard]] std::optional<HttpResponse> answer(const HttpRequest& request);

    void request(const HttpRequest& request, std::shared_ptr<Responder> responder) override;
    /// There is no WebSocket here.
    [[nodiscard]] Opened open(const HttpRequest&, Outbox&) override { return nullptr; }

private:
    const Status& status_;
    metrics::Exposition& exposition_;
};

}  // namespace divmid::gateway::admin
