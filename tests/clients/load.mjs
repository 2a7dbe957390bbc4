// SPDX-License-Identifier: Apache-2.0
// Traders who send without waiting and write down what they were told, so that a crash can be held against it.
import assert from 'node:assert/strict';

import {Trader} from './socket.mjs';

const symbol = 'DVMUSD';
const window = 32;        // Orders of one trader sent and not yet answered.
const restingMost = 100;  // Of one trader; the oldest is canceled.

/// Every acknowledged order by its client id, and every fill by its trade id, as they were told.
export class Notebook {
    constructor(name) {
        this.name = name;
        this.acknowledged = new Map();
        this.fills = new Map();
    }

    note(id, order) {
        this.acknowledged.set(id, order);
        for (const fill of order.fills) this.fills.set(fill.tradeId, fill);
    }
}

/// Orders that rest and orders that meet them, until the exchange goes away.
export async function trade(exchange, notebook, round) {
    const trader = await Trader.connect(exchange.ws, exchange.keys[notebook.name]);
    let alive = true;
    trader.closed.then(() => { alive = false; });
    const pending = [];
    const resting = [];
    const told = (id, answer) => {
        if (answer.status !== 200) return;
        notebook.note(id, answer.result);
        if (answer.result.status === 'NEW') resting.push(answer.result.orderId);
        if (resting.length > restingMost) trader.ask('order.cancel', {symbol, orderId: resting.shift()}).catch(() => undefined);
    };
    for (let i = 0; alive; ++i) {
        const id = `${notebook.name}-${round}-${i}`;
        const price = (0.6 + ((i * 7 + round) % 11) / 1000).toFixed(4);
        pending.push(trader.ask('order.place', {
            symbol, side: i % 2 ? 'BUY' : 'SELL', type: 'LIMIT', timeInForce: i % 3 ? 'GTC' : 'IOC',
            price, quantity: '2.00', newClientOrderId: id, newOrderRespType: 'FULL',
        }).then((answer) => told(id, answer), () => undefined));
        if (pending.length >= window) await Promise.race([pending[pending.length - window], trader.closed]);
    }
    await Promise.all(pending);
}

/// What was told is still true: each order is there once, with at least the fills it was told of.
export async function check(exchange, notebook) {
    const trader = await Trader.connect(exchange.ws, exchange.keys[notebook.name]);
    const ids = await Promise.all([...notebook.acknowledged].map(async ([id, told]) => {
        const {result} = await trader.ask('order.status', {symbol, orderId: told.orderId});
        assert.ok(result, `${id} was acknowledged and is lost`);
        assert.equal(result.clientOrderId, id, `${id} is another order now`);
        assert.ok(Number(result.executedQty) >= Number(told.executedQty), `${id} lost a fill`);
        return result.orderId;
    }));
    assert.equal(new Set(ids).size, ids.length, 'an order was doubled');
    await Promise.all([...notebook.fills.keys()].map(async (fromId) => {
        const {result} = await trader.ask('myTrades', {symbol, fromId, limit: 1});
        assert.equal(result[0]?.id, fromId, 'a fill was told and is absent');
    }));
    await trader.close();
}

/// Until so many more orders were acknowledged.
export async function acknowledged(notebooks, more) {
    const count = () => notebooks.reduce((sum, notebook) => sum + notebook.acknowledged.size, 0);
    const goal = count() + more;
    while (count() < goal) await new Promise((resolve) => setImmediate(resolve));
}
