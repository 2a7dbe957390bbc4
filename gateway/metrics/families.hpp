// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/reactor/time_histogram.hpp"

namespace divmid::gateway::metrics {

/// A metric's name and what it says, after Prometheus' rules: base units, and `_total` for what
/// only grows. promtool reads them in a test.
struct Title {
    const char* name;
    const char* help;
};

using Label = prometheus::ClientMetric::Label;
using Labels = std::vector<Label>;

/// What one scrape shows, as prometheus-cpp wants it. Metrics of one name, told apart by labels,
/// are added one after the other.
class Families {
public:
    void counter(const Title& title, double value, Labels labels = {});
    void gauge(const Title& title, double value, Labels labels = {});
    void flag(const Title& title, bool set) { gauge(title, set ? 1 : 0); }
    /// In seconds.
    void histogram(const Title& title, const TimeHistogram& times);

    /// In Prometheus' text format, version 0.0.4.
    [[nodiscard]] std::string text() const;

private:
    prometheus::ClientMetric& add(const Title& title, prometheus::MetricType type, Labels labels);

    std::vector<prometheus::MetricFamily> families_;
};

}  // namespace divmid::gateway::metrics
