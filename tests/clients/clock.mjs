// SPDX-License-Identifier: Apache-2.0
import {setImmediate as turn} from 'node:timers/promises';

/// Equal requests of one millisecond have equal signatures, and the exchange executes them once. Who means both waits.
export async function nextMillisecond() {
    const now = Date.now();
    while (Date.now() === now) await turn();
}
