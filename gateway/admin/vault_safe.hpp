// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "engine/reactor/call_stage.hpp"
#include "gateway/access/secret_store.hpp"
#include "gateway/access/secrets.hpp"
#include "gateway/admin/label_store.hpp"
#include "gateway/admin/safe.hpp"

namespace divmid::gateway::admin {

/// The safe of a running exchange: written on a stage. A secret signs from the moment on that it is
/// durable, and no more from the moment on that it is to be erased.
class VaultSafe final : public Safe {
public:
    struct Services {
        CallStage& stage;
        const SecretStore& secret_store;
        const LabelStore& label_store;
        Secrets& secrets;
    };

    /// All services outlive it. The reactor's last steps may come after it.
    explicit VaultSafe(Services services) : services_{services} {}

    [[nodiscard]] Deferred<std::string> keep_secret(KeyId key, std::string secret) override;
    [[nodiscard]] Deferred<std::string> erase_secret(KeyId key) override;
    [[nodiscard]] Deferred<std::string> keep_label(std::string label, AccountId account) override;

private:
    struct Alive {};

    Services services_;
    /// Gone when the safe has gone: what comes back from the stage then is dropped.
    std::shared_ptr<Alive> alive_ = std::make_shared<Alive>();
};

}  // namespace divmid::gateway::admin
