// SPDX-License-Identifier: Apache-2.0
// Orders beyond plain ones, through any client that gives the exchange's answers as they are: what orders.mjs calls `ask`,
// and where the client knows them newOco, newOldOco, newOto, newOtoco, cancelList, getList, openLists, allLists,
// amendments, preventedMatches, myFilters, executionRules. All trades stay near 0.60: far from the mean price of the last
// minutes the market does not let them happen.
import assert from 'node:assert/strict';

import {nextMillisecond} from './clock.mjs';
import {units} from './exact.mjs';
import {symbol} from './history.mjs';
import {balance, refused, sweep} from './orders.mjs';

const full = {newOrderRespType: 'FULL'};
const limit = (side, price, quantity, more = {}) =>
    ({symbol, side, type: 'LIMIT', timeInForce: 'GTC', price, quantity, ...full, ...more});
const market = (side, quantity) => ({symbol, side, type: 'MARKET', quantity, ...full});

/// All of it, on a market where nothing rests of anybody else.
export async function everySpecialOrder(ask, other) {
    await sweep(ask, other);
    await waitsForItsPrice(ask, other);
    await showsASlice(ask, other);
    await meetsItself(ask);
    await followsTheBook(ask, other);
    if (ask.newOco) await cancelsTheOther(ask, other);
    if (ask.newOldOco) await pairsInTheOlderForm(ask);
    if (ask.amendments) await remembersAmendments(ask);
    if (ask.myFilters) assert.ok((await ask.myFilters({symbol})).symbolFilters.length > 0);
    if (ask.executionRules) assert.equal((await ask.executionRules({symbol})).symbolRules[0].symbol, symbol);
    if (ask.newOto) await triggersAnother(ask, other);
    if (ask.newOtoco) await triggersAPair(ask);
    await sweep(ask, other);
}

/// The last trade is at that price from here on.
async function print(ask, other, price) {
    await other.newOrder(limit('SELL', price, '2.00'));
    assert.equal((await ask.newOrder(market('BUY', '2.00'))).status, 'FILLED');
}

async function waitsForItsPrice(ask, other) {
    await print(ask, other, '0.6000');
    const before = await balance(ask, 'USD');
    const stop = {symbol, side: 'BUY', type: 'STOP_LOSS_LIMIT', timeInForce: 'GTC', quantity: '3.00', price: '0.6500',
                  stopPrice: '0.6200', ...full};
    const placed = await ask.newOrder(stop);
    assert.deepEqual([placed.status, placed.workingTime, Number(placed.stopPrice)], ['NEW', -1, 0.62]);
    assert.equal((await balance(ask, 'USD')).locked - before.locked, units('1.95'));
    const waiting = await ask.getOrder({symbol, orderId: placed.orderId});
    assert.deepEqual([waiting.type, waiting.isWorking, waiting.workingTime], ['STOP_LOSS_LIMIT', false, -1]);
    await refused(ask, ask.newOrder({...stop, stopPrice: '0.5900'}), -2010, 'Stop price would trigger immediately.');

    await other.newOrder(limit('SELL', '0.6300', '3.00'));
    await print(ask, other, '0.6200');
    const woken = await ask.getOrder({symbol, orderId: placed.orderId});
    assert.deepEqual([woken.status, Number(woken.executedQty), Number(woken.cummulativeQuoteQty)], ['FILLED', 3, 1.89]);
    assert.equal((await balance(ask, 'USD')).locked, before.locked);

    const profit = {symbol, side: 'SELL', type: 'TAKE_PROFIT', quantity: '3.00', trailingDelta: 100, ...full};
    const trails = await ask.newOrder(profit);
    assert.equal(trails.trailingDelta, 100);
    assert.equal((await ask.cancelOrder({symbol, orderId: trails.orderId})).status, 'CANCELED');
}

async function showsASlice(ask, other) {
    const {orderId} = await ask.newOrder(limit('SELL', '0.6300', '10.00', {icebergQty: '4.00'}));
    const shown = async () => (await ask.depth({symbol, limit: 5})).asks.map(([price, quantity]) => [+price, +quantity]);
    assert.deepEqual(await shown(), [[0.63, 4]]);
    await other.newOrder(limit('BUY', '0.6300', '5.00', {timeInForce: 'IOC'}));
    assert.deepEqual(await shown(), [[0.63, 3]]);
    const order = await ask.getOrder({symbol, orderId});
    assert.deepEqual([order.status, Number(order.icebergQty), Number(order.executedQty)], ['PARTIALLY_FILLED', 4, 5]);
    await ask.cancelOrder({symbol, orderId});
}

async function meetsItself(ask) {
    const {orderId} = await ask.newOrder(limit('BUY', '0.5600', '4.00'));
    const taker = await ask.newOrder(limit('SELL', '0.5600', '3.00', {selfTradePreventionMode: 'EXPIRE_TAKER'}));
    assert.deepEqual([taker.status, Number(taker.preventedQuantity), taker.fills], ['EXPIRED_IN_MATCH', 3, []]);
    assert.equal((await ask.getOrder({symbol, orderId})).status, 'NEW');
    // The market's own mode: who rests goes.
    const rests = await ask.newOrder(limit('SELL', '0.5600', '3.00'));
    assert.deepEqual([rests.status, rests.selfTradePreventionMode], ['NEW', 'EXPIRE_MAKER']);
    assert.equal((await ask.getOrder({symbol, orderId})).status, 'EXPIRED_IN_MATCH');
    if (ask.preventedMatches) {
        const [match] = await ask.preventedMatches({symbol, preventedMatchId: taker.preventedMatchId});
        assert.deepEqual([match.takerOrderId, match.makerOrderId, match.selfTradePreventionMode],
                         [taker.orderId, orderId, 'EXPIRE_TAKER']);
        assert.equal((await ask.preventedMatches({symbol, orderId})).length, 2);
    }
    await ask.cancelOrder({symbol, orderId: rests.orderId});
}

async function followsTheBook(ask, other) {
    const {orderId} = await other.newOrder(limit('BUY', '0.5100', '4.00'));
    const {price, ...pegged} = limit('BUY', '0', '4.00', {pegPriceType: 'PRIMARY_PEG'});
    const placed = await ask.newOrder(pegged);
    assert.deepEqual([placed.status, Number(placed.price), Number(placed.peggedPrice)], ['NEW', 0, 0.51]);
    await ask.cancelOrder({symbol, orderId: placed.orderId});
    await other.cancelOrder({symbol, orderId});
}

/// A pair is refused unless the last trade, here of 0.63 at first, lies between its two prices.
const pair = (quantity, abovePrice) => ({
    symbol, side: 'SELL', quantity, aboveType: 'LIMIT_MAKER', abovePrice,
    belowType: 'STOP_LOSS_LIMIT', belowStopPrice: '0.5000', belowPrice: '0.4900', belowTimeInForce: 'GTC',
    newOrderRespType: 'RESULT',
});

async function cancelsTheOther(ask, other) {
    const before = await balance(ask, 'DVM');
    const placed = await ask.newOco(pair('3.00', '0.6400'));
    assert.deepEqual([placed.contingencyType, placed.listOrderStatus], ['OCO', 'EXECUTING']);
    const [stop, maker] = placed.orderReports;
    assert.deepEqual([stop.type, maker.type, stop.workingTime], ['STOP_LOSS_LIMIT', 'LIMIT_MAKER', -1]);
    assert.equal((await balance(ask, 'DVM')).locked - before.locked, units('3'));
    assert.equal((await other.newOrder(limit('BUY', '0.6400', '3.00'))).status, 'FILLED');
    const sibling = await ask.getOrder({symbol, orderId: stop.orderId});
    assert.deepEqual([sibling.status, sibling.expiryReason, sibling.orderListId],
                     ['EXPIRED', 'OCO_TRIGGER', placed.orderListId]);
    if (ask.getList)
        assert.equal((await ask.getList({orderListId: placed.orderListId})).listOrderStatus, 'ALL_DONE');

    const again = await ask.newOco({...pair('3.00', '0.6500'), listClientOrderId: 'pair'});
    assert.equal(again.listClientOrderId, 'pair');
    if (ask.openLists)
        assert.deepEqual((await ask.openLists({})).map((list) => list.orderListId), [again.orderListId]);
    const gone = await ask.cancelList({symbol, orderListId: again.orderListId});
    assert.deepEqual([gone.listOrderStatus, gone.orderReports.map((order) => order.status)],
                     ['ALL_DONE', ['CANCELED', 'CANCELED']]);
    if (ask.allLists) assert.ok((await ask.allLists({})).some((list) => list.orderListId === again.orderListId));
    await nextMillisecond();
    await refused(ask, ask.cancelList({symbol, orderListId: again.orderListId}), -2011, 'Unknown order sent.');
}

async function pairsInTheOlderForm(ask) {
    const placed = await ask.newOldOco({symbol, side: 'SELL', quantity: '3.00', price: '0.8000', stopPrice: '0.5000',
                                        stopLimitPrice: '0.4900', stopLimitTimeInForce: 'GTC'});
    assert.deepEqual([placed.contingencyType, placed.orders.length], ['OCO', 2]);
    if (ask.getList)
        assert.equal((await ask.getList({orderListId: placed.orderListId})).listOrderStatus, 'EXECUTING');
    const gone = await ask.cancelOrder({symbol, orderId: placed.orders[0].orderId});
    assert.deepEqual([gone.orderListId, gone.listOrderStatus], [placed.orderListId, 'ALL_DONE']);
}

async function remembersAmendments(ask) {
    const {orderId, clientOrderId} = await ask.newOrder(limit('BUY', '0.4500', '5.00'));
    await ask.amend({symbol, orderId, newQty: '4.00'});
    const [{origClientOrderId, origQty, newQty}] = await ask.amendments({symbol, orderId});
    assert.deepEqual([origClientOrderId, Number(origQty), Number(newQty)], [clientOrderId, 5, 4]);
    await ask.cancelOrder({symbol, orderId});
}

const working = {
    symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: '0.5500', workingQuantity: '4.00',
    workingTimeInForce: 'GTC', newOrderRespType: 'RESULT',
};

async function triggersAnother(ask, other) {
    const placed = await ask.newOto({...working, pendingType: 'LIMIT', pendingSide: 'SELL', pendingPrice: '0.9000',
                                     pendingQuantity: '3.00', pendingTimeInForce: 'GTC'});
    const [first, second] = placed.orderReports;
    assert.deepEqual([placed.contingencyType, first.status, second.status], ['OTO', 'NEW', 'PENDING_NEW']);
    await other.newOrder(market('SELL', '4.00'));
    const started = await ask.getOrder({symbol, orderId: second.orderId});
    assert.deepEqual([started.status, started.isWorking], ['NEW', true]);
    await ask.cancelOrder({symbol, orderId: second.orderId});
}

async function triggersAPair(ask) {
    const placed = await ask.newOtoco({...working, pendingSide: 'SELL', pendingQuantity: '3.00',
                                       pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: '0.9000',
                                       pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: '0.4000'});
    assert.deepEqual(placed.orderReports.map((order) => order.status), ['NEW', 'PENDING_NEW', 'PENDING_NEW']);
    const gone = await ask.cancelList({symbol, orderListId: placed.orderListId});
    assert.equal(gone.orderReports.length, 3);
}
