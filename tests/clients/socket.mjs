// SPDX-License-Identifier: Apache-2.0
// A trader over the WebSocket API with nothing between it and the wire: signs, sends without waiting, counts answers.
import {createHmac} from 'node:crypto';
import {once} from 'node:events';
import WebSocket from 'ws';

let last = 0;

/// The time, another one for each request: equal requests must not have equal signatures, which count once.
function microseconds() {
    last = Math.max(last + 1, Date.now() * 1000);
    return last;
}

export class Trader {
    static async connect(url, keys) {
        const trader = new Trader(keys);
        trader.socket = new WebSocket(`${url}/ws-api/v3?returnRateLimits=false`);
        trader.socket.on('message', (text) => trader.#answered(JSON.parse(text)));
        trader.socket.on('error', () => undefined);
        trader.closed = once(trader.socket, 'close').catch(() => undefined);
        await once(trader.socket, 'open');
        return trader;
    }

    constructor(keys) {
        this.keys = keys;
        this.next = 0;
        this.waiting = new Map();
    }

    /// A promise of the whole answer; rejected when the socket closes first.
    ask(method, params = {}) {
        const id = ++this.next;
        const signed = {...params, apiKey: this.keys.apiKey, timestamp: microseconds(), recvWindow: 60000};
        const payload = Object.keys(signed).sort().map((name) => `${name}=${signed[name]}`).join('&');
        signed.signature = createHmac('sha256', this.keys.secret).update(payload).digest('hex');
        return new Promise((resolve, reject) => {
            this.waiting.set(id, resolve);
            this.closed.then(() => reject(new Error('closed before the answer')));
            this.socket.send(JSON.stringify({id, method, params: signed}));
        });
    }

    close() {
        this.socket.close();
        return this.closed;
    }

    #answered(answer) {
        this.waiting.get(answer.id)?.(answer);
        this.waiting.delete(answer.id);
    }
}
