// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/process_log.hpp"

#include <spdlog/formatter.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <string>
#include <string_view>
#include <utility>

#include "gateway/dialect/json_writer.hpp"

namespace divmid::gateway::cli {
namespace {

constexpr const char* kTime = "%Y-%m-%dT%H:%M:%S.%fZ";

class JsonLines final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
        spdlog::memory_buf_t time;
        time_.format(message, time);
        const auto level = spdlog::level::to_string_view(message.level);
        std::string line;
        JsonWriter json{line};
        json.begin_object();
        json.member("time").text({time.data(), time.size()});
        json.member("level").text({level.data(), level.size()});
        json.member("message").text({message.payload.data(), message.payload.size()});
        json.end_object();
        line += '\n';
        to.append(line.data(), line.data() + line.size());
    }
    [[nodiscard]] std::unique_ptr<formatter> clone() const override {
        return std::make_unique<JsonLines>();
    }

private:
    spdlog::pattern_formatter time_{kTime, spdlog::pattern_time_type::utc, ""};
};

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

}  // namespace

std::shared_ptr<spdlog::logger> process_log(const Settings& settings) {
    auto log = std::make_shared<spdlog::logger>("divmid",
                                                std::make_shared<spdlog::sinks::stderr_sink_mt>());
    log->set_level(level_of(settings.log.level));
    log->flush_on(spdlog::level::info);
    if (settings.log.format == LogFormat::json)
        log->set_formatter(std::make_unique<JsonLines>());
    else
        log->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            std::string{kTime} + " %l %v", spdlog::pattern_time_type::utc));
    return log;
}

}  // namespace divmid::gateway::cli
