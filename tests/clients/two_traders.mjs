// SPDX-License-Identifier: Apache-2.0
// Hundreds of random operations by two users, and then each account must hold exactly what its own fills say. A trader is
// what orders.mjs calls `ask`.
import assert from 'node:assert/strict';

import {nextMillisecond} from './clock.mjs';
import {units} from './exact.mjs';
import {symbol} from './history.mjs';

const restingMost = 40;  // Of one trader; then the oldest goes.
const pageSize = 100;

/// The same on every run with the same seed.
export function dice(seed) {
    let state = seed;
    return (sides) => (state = (state * 48271) % 2147483647) % sides;
}

export async function tradeAtRandom(traders, {operations = 300, seed = 42} = {}) {
    const begin = await Promise.all(traders.map(holdings));
    const known = await Promise.all(traders.map(lastFill));
    const roll = dice(seed);
    const resting = traders.map(() => []);
    for (let i = 0; i < operations; ++i) {
        const who = roll(traders.length);
        await operate(traders[who], resting[who], roll);
    }
    for (const [who, trader] of traders.entries()) await settles(trader, begin[who], known[who]);
}

async function operate(trader, resting, roll) {
    if (resting.length > 0 && (resting.length >= restingMost || roll(4) === 0)) {
        const [orderId] = resting.splice(roll(resting.length), 1);
        return isGoneAlready(trader, trader.cancelOrder({symbol, orderId}));
    }
    const side = roll(2) ? 'BUY' : 'SELL';
    const kind = roll(8);
    const quantity = ((200 + roll(300)) / 100).toFixed(2);
    const price = (0.6 + roll(40) / 10000).toFixed(4);
    const order = {symbol, side, newOrderRespType: 'FULL'};
    if (kind === 0) Object.assign(order, {type: 'MARKET', quantity});
    else Object.assign(order, {type: 'LIMIT', timeInForce: kind === 1 ? 'IOC' : 'GTC', price, quantity});
    await nextMillisecond();
    const {orderId, status} = await trader.newOrder(order);
    if (['NEW', 'PARTIALLY_FILLED'].includes(status)) resting.push(orderId);
}

/// Another's order may have taken it; every other refusal is a fault.
const isGoneAlready = (trader, canceling) => canceling.catch((error) => {
    assert.equal(trader.refusal(error)?.code, -2011, error.stack);
});

/// What was there, plus what was bought, less what was sold and paid; and nothing is locked but what open orders lock.
async function settles(trader, begin, known) {
    const due = {...begin.total};
    const fills = await fillsAfter(trader, known);
    assert.ok(fills.length > 50, `only ${fills.length} fills`);
    for (const fill of fills) {
        const sign = fill.isBuyer ? 1n : -1n;
        due.DVM += sign * units(fill.qty);
        due.USD -= sign * units(fill.quoteQty);
        due[fill.commissionAsset] -= units(fill.commission);
        assert.equal(fill.commissionAsset, fill.isBuyer ? 'DVM' : 'USD');
    }
    const {total, locked} = await holdings(trader);
    assert.deepEqual(total, due);
    assert.deepEqual(locked, await lockedByOrders(trader));
    await trader.cancelOpenOrders({symbol});
    const end = await holdings(trader);
    assert.deepEqual(end, {total: due, locked: {DVM: 0n, USD: 0n}});
}

async function lockedByOrders(trader) {
    const locked = {DVM: 0n, USD: 0n};
    for (const order of await trader.openOrders({symbol})) {
        const left = units(order.origQty) - units(order.executedQty);
        if (order.side === 'SELL') locked.DVM += left;
        else locked.USD += left * units(order.price) / units('1');
    }
    return locked;
}

async function holdings(trader) {
    const {balances} = await trader.account({});
    const of = (sum) => Object.fromEntries(balances.map((row) => [row.asset, sum(row)]));
    return {total: of((row) => units(row.free) + units(row.locked)), locked: of((row) => units(row.locked))};
}

async function lastFill(trader) {
    return (await trader.myTrades({symbol, limit: 1})).at(-1)?.id ?? -1;
}

/// Page by page, as a bot that starts again would.
async function fillsAfter(trader, id) {
    const fills = [];
    for (let page; (page = await trader.myTrades({symbol, fromId: id + 1, limit: pageSize})).length > 0;) {
        fills.push(...page);
        id = page.at(-1).id;
    }
    return fills;
}
