// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/ask.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <utility>

namespace divmid::gateway::cli {
namespace {

ExitCode code_of(unsigned status) {
    switch (status) {
        case 409:
            return ExitCode::refused;
        case 400:
        case 404:
            return ExitCode::usage;
        default:
            return ExitCode::failed;
    }
}

std::string words_of(const std::string& body) {
    boost::json::error_code error;
    const boost::json::value json = boost::json::parse(body, error);
    const boost::json::object* fields = error ? nullptr : json.if_object();
    const boost::json::value* words = fields ? fields->if_contains("error") : nullptr;
    return words && words->is_string() ? std::string{words->get_string()} : body;
}

}  // namespace

std::expected<std::string, Failure> ask(const AdminClient& client, std::string_view path,
                                        std::string_view body) {
    auto answer = body.empty() ? client.get(path) : client.post(path, body);
    if (!answer) return std::unexpected{Failure{ExitCode::failed, answer.error()}};
    if (answer->status == 200) return std::move(answer->body);
    return std::unexpected{Failure{code_of(answer->status), words_of(answer->body)}};
}

std::expected<boost::json::object, Failure> ask_json(const AdminClient& client,
                                                     std::string_view path, std::string_view body) {
    const auto answer = ask(client, path, body);
    if (!answer) return std::unexpected{answer.error()};
    boost::json::error_code error;
    boost::json::value json = boost::json::parse(*answer, error);
    if (error || !json.is_object())
        return std::unexpected{Failure{ExitCode::failed, "the exchange answered no JSON"}};
    return std::move(json.get_object());
}

}  // namespace divmid::gateway::cli
