// SPDX-License-Identifier: Apache-2.0
#include "gateway/metrics/families.hpp"

#include <prometheus/text_serializer.h>

#include <chrono>
#include <limits>
#include <sstream>
#include <utility>

namespace divmid::gateway::metrics {
namespace {

double in_seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>{time}.count();
}

}  // namespace

void Families::counter(const Title& title, double value, Labels labels) {
    add(title, prometheus::MetricType::Counter, std::move(labels)).counter.value = value;
}

void Families::gauge(const Title& title, double value, Labels labels) {
    add(title, prometheus::MetricType::Gauge, std::move(labels)).gauge.value = value;
}

void Families::histogram(const Title& title, const TimeHistogram& times) {
    auto& to = add(title, prometheus::MetricType::Histogram, {}).histogram;
    std::uint64_t so_far = 0;
    for (std::size_t step = 0; step < TimeHistogram::kSteps; ++step) {
        so_far += times.count(step);
        to.bucket.push_back({so_far, in_seconds(TimeHistogram::bound(step))});
    }
    so_far += times.beyond();
    to.bucket.push_back({so_far, std::numeric_limits<double>::infinity()});
    to.sample_count = so_far;
    to.sample_sum = in_seconds(times.sum());
}

std::string Families::text() const {
    std::ostringstream out;
    prometheus::TextSerializer{}.Serialize(out, families_);
    return std::move(out).str();
}

prometheus::ClientMetric& Families::add(const Title& title, prometheus::MetricType type,
                                        Labels labels) {
    if (families_.empty() || families_.back().name != title.name)
        families_.push_back({title.name, title.help, type, {}});
    prometheus::ClientMetric& metric = families_.back().metric.emplace_back();
    metric.label = std::move(labels);
    return metric;
}

}  // namespace divmid::gateway::metrics
