// SPDX-License-Identifier: Apache-2.0
// Orders of every kind and every question about them, through any client that gives the exchange's answers as they are.
// `ask` has a method for each call: newOrder, testOrder, getOrder, cancelOrder, cancelOpenOrders, cancelReplace,
// openOrders, allOrders, myTrades, account, and where the client knows them commission, orderCount, amend; each takes the
// parameters of its REST path. ask.refusal(error) is {code, msg} out of the client's own exception.
import assert from 'node:assert/strict';

import {nextMillisecond} from './clock.mjs';
import {units} from './exact.mjs';
import {isRecent, symbol} from './history.mjs';

let ids = 0;

const limit = (side, price, quantity, more = {}) =>
    ({symbol, side, type: 'LIMIT', timeInForce: 'GTC', price, quantity, newOrderRespType: 'FULL', ...more});
const market = (side, more) => ({symbol, side, type: 'MARKET', newOrderRespType: 'FULL', ...more});

/// Fails unless the exchange refuses with this code, and with this text where clients look at it. Of some refusals a client
/// hands on the text alone.
export async function refused(ask, promise, code, text) {
    const error = await promise.then(() => assert.fail(`not refused with ${code}`), (thrown) => thrown);
    if (error instanceof assert.AssertionError) throw error;
    const refusal = ask.refusal(error);
    if (refusal?.code !== undefined || !text) assert.equal(refusal?.code, code, `${refusal?.msg ?? error.stack}`);
    if (text) assert.equal(refusal.msg, text);
}

export async function balance(ask, asset) {
    const {balances} = await ask.account({});
    const {free, locked} = balances.find((row) => row.asset === asset);
    return {free: units(free), locked: units(locked)};
}

/// Takes from the market what these traders have on it.
export async function sweep(...traders) {
    for (const trader of traders)
        if ((await trader.openOrders({symbol})).length > 0) await trader.cancelOpenOrders({symbol});
}

/// All of it, on a market where nothing rests of anybody else.
export async function everyOrder(ask, other) {
    await sweep(ask, other);
    await restsAndGoes(ask);
    await tests(ask);
    await makesOnly(ask, other);
    await takes(ask, other);
    await replaces(ask);
    if (ask.amend) await shrinks(ask);
    await goesAtOnce(ask);
    await remembers(ask);
    await tellsTheAccount(ask);
    await refuses(ask);
}

async function restsAndGoes(ask) {
    const newClientOrderId = `mine-${++ids}`;
    const before = await balance(ask, 'USD');
    const placed = await ask.newOrder(limit('BUY', '0.5000', '2.00', {newClientOrderId}));
    assert.equal(placed.status, 'NEW');
    assert.equal(placed.clientOrderId, newClientOrderId);
    assert.deepEqual(placed.fills, []);
    isRecent(placed.transactTime);
    const held = await balance(ask, 'USD');
    assert.equal(held.locked, units('1'));
    assert.equal(held.free, before.free - units('1'));

    const found = await ask.getOrder({symbol, origClientOrderId: newClientOrderId});
    assert.equal(found.orderId, placed.orderId);
    assert.equal(Number(found.price), 0.5);
    assert.equal(found.isWorking, true);
    for (const query of [{symbol}, {}])
        assert.deepEqual((await ask.openOrders(query)).map((order) => order.orderId), [placed.orderId]);

    await refused(ask, ask.newOrder(limit('BUY', '0.4900', '3.00', {newClientOrderId})), -2010, 'Duplicate order sent.');
    const gone = await ask.cancelOrder({symbol, orderId: placed.orderId});
    assert.equal(gone.status, 'CANCELED');
    assert.equal(gone.origClientOrderId, newClientOrderId);
    assert.equal((await ask.getOrder({symbol, orderId: placed.orderId})).status, 'CANCELED');
    assert.deepEqual(await balance(ask, 'USD'), before);
}

async function tests(ask) {
    assert.deepEqual(Object.keys(await ask.testOrder(limit('BUY', '0.5000', '2.00'))), []);
    const rates = await ask.testOrder({...limit('BUY', '0.5000', '2.00'), computeCommissionRates: true});
    assert.equal(Number(rates.standardCommissionForOrder.taker), 0.001);
    assert.deepEqual(await ask.openOrders({symbol}), []);
}

async function makesOnly(ask, other) {
    const {newOrderRespType, timeInForce, ...maker} = limit('BUY', '0.5000', '2.00');
    const rests = await ask.newOrder({...maker, type: 'LIMIT_MAKER'});
    assert.deepEqual(Object.keys(rests).sort(), ['clientOrderId', 'orderId', 'orderListId', 'symbol', 'transactTime']);
    const crossing = {...maker, type: 'LIMIT_MAKER', side: 'SELL', price: '0.4900', quantity: '3.00'};
    await refused(other, other.newOrder(crossing), -2010,
                  'Order would immediately match and take.');
    await ask.cancelOrder({symbol, orderId: rests.orderId});
}

async function takes(ask, other) {
    const maker = await other.newOrder(limit('SELL', '0.6000', '10.00'));
    const before = await balance(ask, 'DVM');
    const taken = await ask.newOrder(market('BUY', {quantity: '2.00'}));
    assert.equal(taken.status, 'FILLED');
    assert.equal(Number(taken.cummulativeQuoteQty), 1.2);
    assert.deepEqual(taken.fills.map(({price, qty, commission, commissionAsset}) =>
        [Number(price), Number(qty), Number(commission), commissionAsset]), [[0.6, 2, 0.002, 'DVM']]);
    assert.equal((await balance(ask, 'DVM')).free - before.free, units('1.998'));

    const spent = await ask.newOrder(market('BUY', {quoteOrderQty: '1.80'}));
    assert.equal(Number(spent.executedQty), 3);
    assert.equal(Number(spent.cummulativeQuoteQty), 1.8);
    const filledOrNothing = await ask.newOrder(limit('BUY', '0.6000', '6.00', {timeInForce: 'FOK'}));
    assert.deepEqual([filledOrNothing.status, Number(filledOrNothing.executedQty)], ['EXPIRED', 0]);
    const rest = await ask.newOrder(limit('BUY', '0.6000', '6.00', {timeInForce: 'IOC'}));
    assert.deepEqual([rest.status, Number(rest.executedQty)], ['EXPIRED', 5]);
    assert.equal((await other.getOrder({symbol, orderId: maker.orderId})).status, 'FILLED');

    const fills = await ask.myTrades({symbol, orderId: taken.orderId});
    assert.deepEqual(fills.map((fill) => fill.id), taken.fills.map((fill) => fill.tradeId));
    assert.deepEqual([fills[0].isBuyer, fills[0].isMaker], [true, false]);
    await pages(ask);
}

/// Fills by pages of two are the fills at once.
async function pages(ask) {
    const all = await ask.myTrades({symbol, limit: 1000});
    const paged = [];
    for (let fromId = all[0].id, page; (page = await ask.myTrades({symbol, fromId, limit: 2})).length > 0;) {
        paged.push(...page);
        fromId = page.at(-1).id + 1;
    }
    assert.deepEqual(paged, all);
}

async function replaces(ask) {
    const {orderId} = await ask.newOrder(limit('BUY', '0.5000', '2.00'));
    const mode = {cancelReplaceMode: 'STOP_ON_FAILURE'};
    const moved = await ask.cancelReplace({...limit('BUY', '0.5100', '3.00'), ...mode, cancelOrderId: orderId});
    assert.deepEqual([moved.cancelResult, moved.newOrderResult], ['SUCCESS', 'SUCCESS']);
    assert.deepEqual([moved.cancelResponse.orderId, moved.cancelResponse.status], [orderId, 'CANCELED']);
    assert.equal(moved.newOrderResponse.status, 'NEW');
    assert.deepEqual((await ask.openOrders({symbol})).map((order) => Number(order.price)), [0.51]);

    await refused(ask, ask.cancelReplace({...limit('BUY', '0.5200', '3.00'), ...mode, cancelOrderId: orderId}), -2022);
    const either = {cancelReplaceMode: 'ALLOW_FAILURE', cancelOrderId: orderId};
    await refused(ask, ask.cancelReplace({...limit('BUY', '0.5200', '3.00'), ...either}), -2021);
    assert.deepEqual((await ask.openOrders({symbol})).map((order) => Number(order.price)), [0.51, 0.52]);
    await ask.cancelOpenOrders({symbol});
}

async function shrinks(ask) {
    const {orderId} = await ask.newOrder(limit('BUY', '0.5000', '4.00'));
    const {amendedOrder} = await ask.amend({symbol, orderId, newQty: '3.00'});
    assert.equal(Number(amendedOrder.qty), 3);
    assert.equal(Number((await ask.getOrder({symbol, orderId})).origQty), 3);
    await refused(ask, ask.amend({symbol, orderId, newQty: '5.00'}), -2038,
                  'Order amend (quantity increase) is not supported.');
    await ask.cancelOrder({symbol, orderId});
}

async function goesAtOnce(ask) {
    const placed = [];
    for (const price of ['0.5000', '0.5100']) placed.push((await ask.newOrder(limit('BUY', price, '2.00'))).orderId);
    const gone = await ask.cancelOpenOrders({symbol});
    assert.deepEqual(gone.map((order) => order.orderId).sort((a, b) => a - b), placed);
    assert.ok(gone.every((order) => order.status === 'CANCELED'));
    assert.deepEqual(await ask.openOrders({symbol}), []);
    await nextMillisecond();
    await refused(ask, ask.cancelOpenOrders({symbol}), -2011, 'Unknown order sent.');
}

async function remembers(ask) {
    const all = await ask.allOrders({symbol, limit: 1000});
    const statuses = new Set(all.map((order) => order.status));
    for (const status of ['CANCELED', 'FILLED', 'EXPIRED']) assert.ok(statuses.has(status), `no order is ${status}`);
    assert.ok(all.every((order, i) => i === 0 || order.orderId > all[i - 1].orderId));
    assert.deepEqual(await ask.allOrders({symbol, orderId: all[1].orderId, limit: 2}), all.slice(1, 3));
}

async function tellsTheAccount(ask) {
    const account = await ask.account({omitZeroBalances: true});
    assert.equal(account.accountType, 'SPOT');
    assert.equal(account.canTrade, true);
    assert.equal(account.makerCommission, 10);
    assert.equal(Number(account.commissionRates.taker), 0.001);
    assert.deepEqual(account.balances.map((row) => row.asset).sort(), ['DVM', 'USD']);
    if (ask.commission) {
        const {standardCommission} = await ask.commission({symbol});
        assert.deepEqual([Number(standardCommission.maker), Number(standardCommission.taker)], [0.001, 0.001]);
    }
    if (ask.orderCount) {
        const counts = await ask.orderCount({});
        assert.ok(counts.some((row) => row.rateLimitType === 'ORDERS' && row.limit > 0 && row.count >= 0));
    }
}

async function refuses(ask) {
    const buy = (more) => ask.newOrder({...limit('BUY', '0.5000', '2.00'), ...more});
    await refused(ask, buy({quantity: '99000.00', price: '2.0000'}), -2010,
                  'Account has insufficient balance for requested action.');
    await refused(ask, buy({price: '20000.0000'}), -1013, 'Filter failure: PRICE_FILTER');
    await refused(ask, buy({quantity: '200000.00'}), -1013, 'Filter failure: LOT_SIZE');
    await refused(ask, buy({quantity: '1.00'}), -1013, 'Filter failure: NOTIONAL');
    await refused(ask, buy({symbol: 'NOTHERE'}), -1121, 'Invalid symbol.');
    await refused(ask, ask.cancelOrder({symbol, orderId: 987654321}), -2011, 'Unknown order sent.');
    await refused(ask, ask.getOrder({symbol, orderId: 987654321}), -2013, 'Order does not exist.');
}
