// SPDX-License-Identifier: Apache-2.0
// What the streams must tell of orders and trades, through any client that gives the events as the exchange sent them.
// Traders are what orders.mjs calls `ask`; nothing of anybody else rests on the market.
import assert from 'node:assert/strict';
import {setTimeout} from 'node:timers/promises';

import {units} from './exact.mjs';
import {isRecent, symbol} from './history.mjs';
import {inTime} from './inbox.mjs';
import {sweep} from './orders.mjs';

const limit = (side, price, quantity) => ({symbol, side, type: 'LIMIT', timeInForce: 'GTC', price, quantity});
const market = (side, quantity) => ({symbol, side, type: 'MARKET', quantity});
const is = (text, number) => Number(text) === number;
const level = ([price, quantity] = [], ...expected) => is(price, expected[0]) && is(quantity, expected[1]);

/// One trade of 2 at 0.6 out of an order of 5, as each stream tells it. What a name maps to knows its event.
const told = {
    trade: (m) => m.e === 'trade' && is(m.p, 0.6) && is(m.q, 2) && m.m === false && m.M === true && m.t >= 0,
    aggTrade: (m) => m.e === 'aggTrade' && is(m.p, 0.6) && is(m.q, 2) && m.f === m.l && m.a >= 0,
    depth: (m) => m.e === 'depthUpdate' && m.U <= m.u && m.a.some((ask) => level(ask, 0.6, 3)),
    partialDepth: (m) => m.lastUpdateId > 0 && level(m.asks[0], 0.6, 3) && m.bids.length === 0,
    bookTicker: (m) => m.u > 0 && m.s === symbol && is(m.a, 0.6) && is(m.A, 3) && is(m.B, 0),
    kline: (m) => m.e === 'kline' && m.k.i === '1m' && is(m.k.c, 0.6) && m.k.n > 0 && m.k.T > m.k.t && m.k.x === false,
    ticker: (m) => m.e === '24hrTicker' && is(m.c, 0.6) && is(m.Q, 2) && is(m.A, 3) && m.n > 0,
    miniTicker: (m) => m.e === '24hrMiniTicker' && m.s === symbol && is(m.c, 0.6) && Number(m.v) >= 2,
    miniTickers: (m) => Array.isArray(m) && m.some((row) => told.miniTicker(row)),
    avgPrice: (m) => m.e === 'avgPrice' && m.s === symbol && Number(m.w) > 0,
};

const pauseMs = 50;

/// For clients that don't say when a stream is open: trades until something came out of each.
export async function awake(inboxes, maker, taker) {
    const silent = () => Object.values(inboxes).filter((inbox) => inbox.messages.length === 0);
    await sweep(maker, taker);
    await inTime((async () => {
        while (silent().length > 0) {
            await maker.newOrder(limit('SELL', '0.6100', '2.00'));
            await taker.newOrder(market('BUY', '2.00'));
            await setTimeout(pauseMs);
        }
    })(), () => `word from ${silent().map((inbox) => inbox.what)}`);
}

/// `inboxes`: one per name above, each already subscribed.
export async function everyStream(inboxes, maker, taker) {
    await sweep(maker, taker);
    const {orderId} = await maker.newOrder(limit('SELL', '0.6000', '5.00'));
    await taker.newOrder(market('BUY', '2.00'));
    for (const [name, inbox] of Object.entries(inboxes)) {
        const event = await inbox.next(told[name]);
        if (event.E !== undefined) isRecent(event.E);
        if (event.s !== undefined) assert.equal(event.s, symbol);
    }
    await maker.cancelOrder({symbol, orderId});
}

/// An order's life as its owner is told: in the order of the engine, with balances that are the account's own.
/// `inbox` holds the events of `owner` out of their wrapper, from the subscription on.
export async function everyReport(inbox, owner, other) {
    await sweep(owner, other);
    const report = (x) => inbox.next((m) => m.e === 'executionReport' && m.x === x);
    const position = () => inbox.next((m) => m.e === 'outboundAccountPosition');
    const newClientOrderId = `told-${Date.now()}`;
    const {orderId} = await owner.newOrder({...limit('BUY', '0.5000', '4.00'), newClientOrderId});
    const placed = await report('NEW');
    assert.deepEqual([placed.X, placed.S, placed.o, placed.f, placed.i, placed.c, placed.s],
                     ['NEW', 'BUY', 'LIMIT', 'GTC', orderId, newClientOrderId, symbol]);
    assert.deepEqual([placed.t, placed.N, placed.w], [-1, null, true]);
    isRecent(placed.E);
    const held = (await position()).B.find((row) => row.a === 'USD');
    assert.equal(units(held.l), units('2'));

    await other.newOrder(market('SELL', '3.00'));
    const filled = await report('TRADE');
    assert.deepEqual([filled.X, filled.i, Number(filled.l), Number(filled.L), Number(filled.z), filled.m],
                     ['PARTIALLY_FILLED', orderId, 3, 0.5, 3, true]);
    assert.deepEqual([Number(filled.n), filled.N], [0.003, 'DVM']);
    const changed = (await position()).B;
    assert.deepEqual(changed.map((row) => row.a).sort(), ['DVM', 'USD']);

    const gone = await owner.cancelOrder({symbol, orderId});
    const canceled = await report('CANCELED');
    assert.deepEqual([canceled.X, canceled.i, canceled.C, canceled.c],
                     ['CANCELED', orderId, newClientOrderId, gone.clientOrderId]);
    assert.ok(placed.I < filled.I && filled.I < canceled.I);
    const {balances} = await owner.account({});
    const free = (asset) => balances.find((row) => row.asset === asset).free;
    const last = (await position()).B.find((row) => row.a === 'USD');
    assert.deepEqual([last.f, Number(last.l)], [free('USD'), 0]);
    assert.equal(changed.find((row) => row.a === 'DVM').f, free('DVM'));
}
