// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/replay.hpp"

#include <google/protobuf/util/json_util.h>
#include <spdlog/fmt/fmt.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/exchange.hpp"
#include "gateway/cli/is_exchange.hpp"
#include "gateway/cli/summary.hpp"
#include "proto/convert_record.hpp"
#include "storage/digest.hpp"
#include "storage/head.hpp"
#include "storage/log.hpp"
#include "storage/recovery.hpp"
#include "storage/store.hpp"

namespace divmid::gateway::cli {
namespace {

/// Writes each record as one line of JSON.
class Printer final : public storage::Projection {
public:
    Printer(std::FILE* out, Sequence from) : out_{out}, from_{from} {}

    void apply(const Record& record) override {
        if (record.sequence < from_ || failure_) return;
        const auto line = proto::to_json_line(record);
        if (line)
            fmt::print(out_, "{}\n", *line);
        else
            failure_ = fmt::format("sequence {}: {}", record.sequence.value(), line.error());
    }

    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

private:
    std::FILE* out_;
    Sequence from_;
    std::optional<std::string> failure_;
};

proto::journal::Head message_of(const storage::SignedHead& signed_head) {
    const storage::Head& head = signed_head.head;
    proto::journal::Head message;
    message.set_epoch(head.epoch);
    message.set_sequence(head.sequence.value());
    message.set_digest(head.digest.data(), head.digest.size());
    if (head.state) message.set_state_digest(head.state->data(), head.state->size());
    message.set_signature(signed_head.signature.data(), signed_head.signature.size());
    return message;
}

void show_progress(std::FILE* to, const storage::Replayed& so_far, Sequence total) {
    const std::uint64_t done = so_far.end.sequence.value();
    const std::uint64_t all = total.value();
    fmt::print(to, "\rreplaying {} of {} records ({} %)", done, all,
               all == 0 ? 100 : done * 100 / all);
    if (done == all) fmt::print(to, "\n");
    std::fflush(to);
}

std::string describe(const storage::Replayed& replayed, const Exchange& exchange,
                     const Summary& summary) {
    return fmt::format("log      {} records, {} commands, {} events\ndigest   {}\nstate    {}\n{}",
                       replayed.end.sequence.value(), replayed.commands, replayed.events,
                       storage::hex(replayed.end.digest),
                       storage::hex(storage::state_digest(exchange)), summary.text());
}

/// The newest signed head of the log, as a last line of JSON.
std::expected<void, Failure> print_head(const storage::Store& store, std::FILE* out) {
    const auto head = storage::newest_stored_head(store);
    if (!head) return std::unexpected{failure_of(head.error())};
    if (!*head) return {};
    const auto key = storage::read_public_key(store.directory());
    if (!key) return std::unexpected{failure_of(key.error())};
    proto::journal::Head message = message_of(**head);
    if (*key) message.set_public_key((*key)->data(), (*key)->size());
    std::string line;
    const auto status = google::protobuf::util::MessageToJsonString(message, &line);
    if (!status.ok()) return std::unexpected{Failure{ExitCode::failed, status.ToString()}};
    fmt::print(out, "{{\"head\":{}}}\n", line);
    return {};
}

std::expected<storage::Store, Failure> open_existing(const std::filesystem::path& directory) {
    if (!is_exchange(directory))
        return std::unexpected{
            Failure{ExitCode::usage, fmt::format("no exchange in {}", directory.string())}};
    auto store = storage::Store::open_to_read(directory);
    if (store) return *std::move(store);
    Failure failure = failure_of(store.error());
    if (failure.code == ExitCode::locked)
        failure.message = fmt::format("{} is in use: stop the exchange first", directory.string());
    return std::unexpected{failure};
}

}  // namespace

std::expected<void, Failure> replay(const ReplayRequest& request, std::FILE* out,
                                    std::FILE* progress) {
    auto store = open_existing(request.directory);
    if (!store) return std::unexpected{store.error()};

    Exchange exchange;
    Summary summary;
    Printer printer{out, request.print_from};
    std::vector<storage::Projection*> projections{&summary};
    if (request.print) projections.push_back(&printer);
    storage::ReplayOptions options;
    options.projections = projections;
    if (progress)
        options.progress = [&](const storage::Replayed& so_far, Sequence total) {
            show_progress(progress, so_far, total);
        };

    const auto replayed = storage::replay(*store, exchange, options);
    if (!replayed) return std::unexpected{failure_of(replayed.error())};
    if (printer.failure()) return std::unexpected{Failure{ExitCode::failed, *printer.failure()}};
    if (request.print)
        if (auto printed = print_head(*store, out); !printed) return printed;
    fmt::print(request.print ? stderr : out, "{}", describe(*replayed, exchange, summary));
    if (!summary.conserved())
        return std::unexpected{Failure{ExitCode::differs, "the books do not balance"}};
    return {};
}

}  // namespace divmid::gateway::cli
