// SPDX-License-Identifier: Apache-2.0
// A client that keeps its own book from a snapshot and the stream of changes, as the dialect's documents tell it to.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {after, before, describe, it} from 'node:test';
import WebSocket from 'ws';

import {Exchange} from './exchange.mjs';
import {Trader} from './socket.mjs';

const symbol = 'DVMUSD';

class Book {
    constructor(http, ws, stream) {
        this.http = http;
        this.buffer = [];
        this.sides = {b: new Map(), a: new Map()};
        this.last = null;
        this.joined = false;
        this.socket = new WebSocket(`${ws}/ws/${stream}`);
        this.socket.on('message', (text) => this.#changed(JSON.parse(text)));
    }

    async follow() {
        await once(this.socket, 'open');
        let snapshot;
        do {
            if (this.buffer.length === 0) await once(this.socket, 'message');
            snapshot = await (await fetch(`${this.http}/api/v3/depth?symbol=${symbol}&limit=5000`)).json();
        } while (snapshot.lastUpdateId < this.buffer[0].U);
        for (const [name, levels] of [['b', snapshot.bids], ['a', snapshot.asks]])
            for (const [price, quantity] of levels) this.sides[name].set(price, quantity);
        this.last = snapshot.lastUpdateId;
        const buffered = this.buffer;
        this.buffer = null;
        for (const event of buffered) this.#changed(event);
    }

    async reach(id) {
        while (this.last < id) await once(this.socket, 'message');
    }

    #changed(event) {
        if (this.buffer) return this.buffer.push(event);
        if (event.u <= this.last) return;
        // The first one may begin before the snapshot; from then on each begins where the last one ended.
        if (this.joined) assert.equal(event.U, this.last + 1, 'a hole in the stream');
        else assert.ok(event.U <= this.last + 1, 'a hole after the snapshot');
        this.joined = true;
        this.#apply(event);
    }

    #apply(event) {
        for (const name of ['b', 'a'])
            for (const [price, quantity] of event[name])
                if (Number(quantity) === 0) this.sides[name].delete(price);
                else this.sides[name].set(price, quantity);
        this.last = event.u;
    }
}

describe('a book kept from snapshot and changes', () => {
    let exchange;
    before(async () => { exchange = await Exchange.start(); });
    after(() => exchange?.discard());

    it('equals the exchange\'s own, level by level, at both speeds', {timeout: 300_000}, async () => {
        const traders = await Promise.all(['alice', 'bob'].map((name) => Trader.connect(exchange.ws, exchange.keys[name])));
        let seed = 7;
        const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
        const live = [[], []];
        const operate = async () => {
            const who = random(2);
            if (live[who].length && random(3) === 0) {
                const [orderId] = live[who].splice(random(live[who].length), 1);
                return traders[who].ask('order.cancel', {symbol, orderId});
            }
            const answer = await traders[who].ask('order.place', {
                symbol, side: random(2) ? 'BUY' : 'SELL', type: 'LIMIT', timeInForce: 'GTC',
                price: (0.6 + random(60) / 10000).toFixed(4), quantity: (2 + random(300) / 100).toFixed(2),
            });
            if (answer.result?.status === 'NEW') live[who].push(answer.result.orderId);
            return answer;
        };
        for (let i = 0; i < 200; ++i) await operate();
        const fast = new Book(exchange.http, exchange.ws, 'dvmusd@depth@100ms');
        const slow = new Book(exchange.http, exchange.ws, 'dvmusd@depth');
        const followed = Promise.all([fast.follow(), slow.follow()]);
        for (let burst = 0; burst < 40; ++burst) await Promise.all(Array.from({length: 100}, operate));
        await followed;
        const end = await (await fetch(`${exchange.http}/api/v3/depth?symbol=${symbol}&limit=5000`)).json();
        for (const book of [fast, slow]) {
            await book.reach(end.lastUpdateId);
            assert.deepEqual([...book.sides.b].sort((x, y) => y[0] - x[0]), end.bids);
            assert.deepEqual([...book.sides.a].sort((x, y) => x[0] - y[0]), end.asks);
            book.socket.close();
        }
        for (const trader of traders) await trader.close();
    });
});
