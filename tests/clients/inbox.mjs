// SPDX-License-Identifier: Apache-2.0
// Messages as they come, kept until a test asks for them.
import {setTimeout} from 'node:timers/promises';

const patienceMs = 20_000;  // Far beyond any answer; a message that has not come by then does not come.

/// Rejects when `promise` takes longer than any exchange should.
export async function inTime(promise, what) {
    const clock = new AbortController();
    const late = setTimeout(patienceMs, undefined, {signal: clock.signal})
        .then(() => { throw new Error(`no ${typeof what === 'function' ? what() : what} within ${patienceMs} ms`); });
    try {
        return await Promise.race([promise, late]);
    } finally {
        clock.abort();
        late.catch(() => undefined);
    }
}

export class Inbox {
    constructor(what) {
        this.what = what;
        this.messages = [];
        this.waiting = new Set();
    }

    push = (message) => {
        this.messages.push(message);
        for (const look of [...this.waiting]) look();
    };

    /// The first message, of those there and those to come, that is `wanted`; it and all before it are taken out.
    next(wanted = () => true) {
        let look;
        const found = new Promise((resolve) => {
            look = () => {
                const at = this.messages.findIndex((message) => wanted(message));
                if (at >= 0) resolve(this.messages.splice(0, at + 1).at(-1));
            };
        });
        this.waiting.add(look);
        look();
        return inTime(found, () => `${this.what} as expected, only ${JSON.stringify(this.messages.slice(-3))}`)
            .finally(() => this.waiting.delete(look));
    }
}
