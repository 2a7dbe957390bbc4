// SPDX-License-Identifier: Apache-2.0
// A short known history of the market, and what every question about it must answer. A teller is a client's way to place
// an order: (parameters of POST /api/v3/order) => the answer, as the exchange gave it.
import assert from 'node:assert/strict';

export const symbol = 'DVMUSD';

const limit = (side, price, quantity, timeInForce = 'GTC') => ({symbol, side, type: 'LIMIT', timeInForce, price, quantity});

/// What happens: two makers at one price met by one taker, a third at the next price, then a seller who meets a bid.
const trades = [
    {price: '0.6000', qty: '2.00', quote: 1.2, isBuyerMaker: false},
    {price: '0.6000', qty: '3.00', quote: 1.8, isBuyerMaker: false},
    {price: '0.6100', qty: '1.00', quote: 0.61, isBuyerMaker: false},
    {price: '0.5500', qty: '2.00', quote: 1.1, isBuyerMaker: true},
];

const near = (actual, expected, what) =>
    assert.ok(Math.abs(Number(actual) - expected) < 1e-6, `${what}: ${actual}, not ${expected}`);
const matches = (actual, expected) => {
    for (const [name, value] of Object.entries(expected)) near(actual[name], value, name);
};

/// Told once, on an empty market, by two tellers.
export async function tell(alice, bob) {
    await alice(limit('SELL', '0.6000', '2.00'));
    await alice(limit('SELL', '0.6000', '3.00'));
    await alice(limit('SELL', '0.6100', '3.00'));
    const taken = await bob({symbol, side: 'BUY', type: 'MARKET', quantity: '6.00', newOrderRespType: 'FULL'});
    assert.equal(taken.status, 'FILLED');
    assert.deepEqual(taken.fills.map((fill) => Number(fill.price)), [0.6, 0.6, 0.61]);
    await alice(limit('BUY', '0.5500', '4.00'));
    const sold = await bob(limit('SELL', '0.5500', '2.00', 'IOC'));
    assert.equal(sold.status, 'FILLED');
}

/// Rows of trades, historicalTrades and trades.recent.
export function isTrades(rows) {
    assert.equal(rows.length, trades.length);
    rows.forEach((row, i) => {
        matches(row, {price: trades[i].price, qty: trades[i].qty, quoteQty: trades[i].quote, id: rows[0].id + i});
        assert.equal(row.isBuyerMaker, trades[i].isBuyerMaker);
        assert.equal(row.isBestMatch, true);
        isRecent(row.time);
    });
}

/// Rows of aggTrades: the fills of one taker at one price are one.
export function isAggregates(rows) {
    const spans = [[0, 1], [2, 2], [3, 3]];
    assert.equal(rows.length, spans.length);
    const first = rows[0].f;
    spans.forEach(([from, to], i) => {
        const q = trades.slice(from, to + 1).reduce((sum, trade) => sum + Number(trade.qty), 0);
        matches(rows[i], {a: rows[0].a + i, p: trades[from].price, q, f: first + from, l: first + to});
        assert.equal(rows[i].m, trades[from].isBuyerMaker);
        isRecent(rows[i].T);
    });
}

/// Klines of any interval; a history that straddles two of them says the same in sum.
export function isKlines(rows) {
    const traded = rows.filter((row) => row[8] > 0);
    const sum = (column) => traded.reduce((total, row) => total + Number(row[column]), 0);
    const column = (number) => traded.map((row) => Number(row[number]));
    matches({open: traded[0][1], high: Math.max(...column(2)), low: Math.min(...column(3)), close: traded.at(-1)[4]},
            {open: 0.6, high: 0.61, low: 0.55, close: 0.55});
    matches({volume: sum(5), quote: sum(7), count: sum(8), takerBase: sum(9), takerQuote: sum(10)},
            {volume: 8, quote: 4.71, count: 4, takerBase: 6, takerQuote: 3.61});
    for (const row of rows) {
        assert.equal(row.length, 12);
        assert.ok(row[6] > row[0]);
    }
}

const day = {lastPrice: 0.55, openPrice: 0.6, highPrice: 0.61, lowPrice: 0.55, volume: 8, quoteVolume: 4.71, count: 4};

/// The 24 hour statistics.
export function isDay(row) {
    assert.equal(row.symbol, symbol);
    matches(row, {...day, priceChange: -0.05, lastQty: 2, bidPrice: 0.55, bidQty: 2, askPrice: 0.61, askQty: 2});
    assert.ok(Math.abs(Number(row.priceChangePercent) - -8.333) < 0.001);
    assert.ok(Math.abs(Number(row.weightedAvgPrice) - 4.71 / 8) < 1e-4);
    assert.equal(row.lastId - row.firstId, 3);
    assert.ok(row.closeTime > row.openTime);
}

/// The same, type=MINI.
export function isMiniDay(row) {
    assert.equal(row.symbol, symbol);
    matches(row, day);
    assert.equal(row.priceChange, undefined);
}

export function isPrice(row) {
    assert.equal(row.symbol, symbol);
    matches(row, {price: 0.55});
}

export function isAverage(row) {
    assert.ok(Math.abs(Number(row.price) - 4.71 / 8) < 1e-4, `the average is ${row.price}`);
    assert.equal(row.mins, 5);
}

export function isBestOffer(row) {
    assert.equal(row.symbol, symbol);
    matches(row, {bidPrice: 0.55, bidQty: 2, askPrice: 0.61, askQty: 2});
}

export function isBook({lastUpdateId, bids, asks}) {
    assert.ok(lastUpdateId > 0);
    const numbers = (levels) => levels.map((level) => level.map(Number));
    assert.deepEqual(numbers(bids), [[0.55, 2]]);
    assert.deepEqual(numbers(asks), [[0.61, 2]]);
}

export function isRecent(milliseconds) {
    assert.ok(Math.abs(milliseconds - Date.now()) < 120_000, `${milliseconds} is not now in milliseconds`);
}

/// Everything of the history that a client can ask. `ask`: a method for each question, taking the query of its REST path
/// and giving the answer as the exchange gave it; a question that the client does not know is left out.
export async function retold(ask) {
    isBook(await ask.depth({symbol}));
    isBook(await ask.depth({symbol, limit: 5}));
    isTrades(await ask.trades({symbol}));
    const [, second] = await ask.trades({symbol});
    if (ask.historicalTrades) {
        const [from] = await ask.historicalTrades({symbol, fromId: second.id, limit: 1});
        assert.deepEqual(from, second);
    }
    const aggregates = await ask.aggTrades({symbol});
    isAggregates(aggregates);
    assert.deepEqual(await ask.aggTrades({symbol, fromId: aggregates[1].a}), aggregates.slice(1));
    for (const interval of ['1s', '1m', '1h', '1d', '1M']) isKlines(await ask.klines({symbol, interval}));
    isDay(await ask.ticker24hr({symbol}));
    isPrice(await ask.tickerPrice({symbol}));
    isBestOffer(await ask.bookTicker({symbol}));
    for (const [question, is] of [['ticker24hr', isDay], ['tickerPrice', isPrice], ['bookTicker', isBestOffer]]) {
        const rows = await ask[question]({});
        assert.equal(rows.length, 1);
        is(rows[0]);
    }
    if (ask.avgPrice) isAverage(await ask.avgPrice({symbol}));
    const {symbols: [market]} = await ask.exchangeInfo({symbol});
    assert.equal(market.symbol, symbol);
    assert.equal(market.filters.find((filter) => filter.filterType === 'PRICE_FILTER').tickSize, '0.000100');
    isRecent((await ask.time({})).serverTime);
    await ask.ping({});
}
