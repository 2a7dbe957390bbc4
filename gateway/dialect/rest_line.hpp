// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "gateway/dialect/admission.hpp"
#include "gateway/dialect/desk.hpp"
#include "gateway/dialect/entrance.hpp"
#include "gateway/dialect/kept_request.hpp"
#include "gateway/dialect/refusal_counts.hpp"
#include "gateway/endpoint.hpp"

namespace divmid::gateway {

/// Every REST request, from whichever connection: each is executed and answered on its own. Those
/// whose signatures are verified elsewhere are executed in the order in which that ends.
class RestLine final : public Line, public std::enable_shared_from_this<RestLine> {
public:
    struct Parts {
        Desk& desk;
        Admission& admission;
        Entrance& entrance;
        Services services;
        RefusalCounts& refusals;
    };

    explicit RestLine(Parts parts) : parts_{std::move(parts)} {}
    /// Whoever still waits hears that the outcome is unknown: its Responder is dropped.
    ~RestLine() override { parts_.services.inbox.forget(*this); }

    void request(const HttpRequest& request, std::shared_ptr<Responder> responder);
    /// Answers what waited too long: -1007. What becomes of it later is told to nobody.
    void sweep();

    void released(std::uint64_t number, const Record& record, std::size_t command) override;
    void settle(std::uint64_t number, std::expected<std::string, Error> outcome) override;

private:
    struct Pending {
        std::shared_ptr<Responder> responder;
        Ticket ticket;
        Timestamp received;
        std::uint32_t used_weight{};
        std::optional<KeptRequest> unverified{};  ///< Until the verdict on its signature is there.
    };

    Outcome run(const HttpRequest& request, std::uint64_t number, Pending& pending);
    Outcome begin(const HttpRequest& request, const Route& route, std::uint64_t number,
                  Pending& pending, const Demand& demand);
    Outcome verify(const HttpRequest& request, std::uint64_t number, Pending& pending,
                   Verification wanted);
    void verified(std::uint64_t number, Verdict verdict);
    void respond(const Pending& pending, const Outcome& outcome);

    Parts parts_;
    std::map<std::uint64_t, Pending> pending_;  ///< By number: the oldest first.
    std::uint64_t next_ = 0;
    Parameters parameters_;
    std::string scratch_;
    std::string result_;
};

}  // namespace divmid::gateway
