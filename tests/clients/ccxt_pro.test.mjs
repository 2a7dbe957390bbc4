// SPDX-License-Identifier: Apache-2.0
// ccxt pro: it wakes a watcher once for all that one read brought, so what it has seen is in its caches.
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {setTimeout} from 'node:timers/promises';
import ccxt from 'ccxt';

import {asked, binance, coverageOf, refusal} from './ccxt_clients.mjs';
import {Exchange} from './exchange.mjs';
import {units} from './exact.mjs';
import {symbol as id} from './history.mjs';
import {inTime} from './inbox.mjs';
import {dice, tradeAtRandom} from './two_traders.mjs';

const symbol = 'DVM/USD';
const pauseMs = 50;

/// Watches until the client has seen what is meant. `meanwhile` makes something happen, for a stream that has nothing to
/// say yet.
async function sees(watch, isMeant, meanwhile = async () => undefined) {
    let given = false;
    const look = async () => {
        for (let met = false; !met && !given;) {
            let woken = false;
            const watching = watch().finally(() => { woken = true; });
            watching.catch(() => undefined);
            while (!woken && !given) {
                await meanwhile();
                await Promise.race([watching, setTimeout(pauseMs)]);
            }
            met = woken && isMeant(await watching);
        }
    };
    await inTime(look(), () => `sight of ${isMeant}`).finally(() => { given = true; });
}

describe('ccxt pro (binance), its URLs changed and told that all is spot', {timeout: 180_000}, () => {
    let exchange, coverage, alice, bob;
    const clients = [];

    async function clientOf(name) {
        const client = await binance(exchange, name);
        clients.push(client);
        return client;
    }

    before(async () => {
        exchange = await Exchange.start();
        alice = await clientOf('alice');
        coverage = coverageOf(alice, {overSocket: true});
        alice = coverage.watch(alice);
        bob = coverage.watch(await clientOf('bob'));
        await Promise.all([alice.loadMarkets(), bob.loadMarkets()]);
    });
    after(async () => {
        await Promise.all(clients.map((client) => client.close()));
        await exchange?.discard();
    });

    const trade = async () => {
        await alice.createOrderWs(symbol, 'limit', 'sell', 2, 0.6);
        await bob.createOrderWs(symbol, 'market', 'buy', 2);
    };

    it('places, moves, asks and cancels orders over the socket', async () => {
        const placed = await alice.createOrderWs(symbol, 'limit', 'buy', 10, 0.5);
        assert.equal(placed.status, 'open');
        assert.deepEqual((await alice.fetchOpenOrdersWs(symbol)).map((order) => order.id), [placed.id]);
        const moved = await alice.editOrderWs(placed.id, symbol, 'limit', 'buy', 8, 0.51);
        const found = await alice.fetchOrderWs(moved.id, symbol);
        assert.deepEqual([found.status, found.price, found.amount], ['open', 0.51, 8]);
        assert.equal((await alice.cancelOrderWs(moved.id, symbol)).status, 'canceled');
        await alice.createOrderWs(symbol, 'limit', 'buy', 10, 0.5);
        await alice.createOrderWs(symbol, 'limit', 'buy', 10, 0.5);
        assert.equal((await alice.cancelAllOrdersWs(symbol)).length, 2);
        assert.ok((await alice.fetchOrdersWs(symbol)).every((order) => order.status === 'canceled'));
        assert.deepEqual((await alice.createMarketOrderWs(symbol, 'buy', 2)).status, 'expired');
    });

    it('reads trades, candles and balances over the socket', async () => {
        await trade();
        const [bought] = await bob.fetchMyTradesWs(symbol);
        assert.deepEqual([bought.side, bought.price, bought.amount, bought.fee.cost], ['buy', 0.6, 2, 0.002]);
        assert.equal((await alice.fetchTradesWs(symbol)).at(-1).price, 0.6);
        const [[, open, , , close, volume]] = await alice.fetchOHLCVWs(symbol, '1M');
        assert.deepEqual([open, close, volume], [0.6, 0.6, 2]);
        // Its own parsing leaves the balances out: what it was told is right.
        const {info} = await bob.fetchBalanceWs();
        assert.equal(units(info.balances.find((row) => row.asset === 'DVM').free), units('100001.998'));
    });

    it('knows each refusal by its own exception', async () => {
        await assert.rejects(alice.createOrderWs(symbol, 'limit', 'buy', 99_000, 2), ccxt.InsufficientFunds);
        await assert.rejects(alice.cancelOrderWs('999999999', symbol), ccxt.OrderNotFound);
        await assert.rejects(alice.fetchOrderWs('999999999', symbol), ccxt.OrderNotFound);
    });

    it('watches trades, the book, candles, tickers and best offers, and leaves off', async () => {
        const watched = [
            ['watchTrades', [symbol], () => alice.trades[symbol].at(-1).price === 0.6],
            ['watchTradesForSymbols', [[symbol]], () => alice.trades[symbol].at(-1).price === 0.6],
            ['watchOHLCV', [symbol, '1m'], () => alice.ohlcvs[symbol]['1m'].at(-1)[4] === 0.6],
            ['watchOHLCVForSymbols', [[[symbol, '5m']]], () => alice.ohlcvs[symbol]['5m'].at(-1)[4] === 0.6],
            ['watchTicker', [symbol], () => alice.tickers[symbol].last === 0.6],
            ['watchTickers', [[symbol]], () => alice.tickers[symbol].baseVolume > 2],
            ['watchBidsAsks', [[symbol]], () => alice.bidsasks[symbol].askVolume !== undefined],
        ];
        for (const [method, words, isMeant] of watched) await sees(() => alice[method](...words), isMeant, trade);
        await alice.unWatchTrades(symbol);
        await sees(() => alice.watchTradesForSymbols([symbol]), () => true, trade);
        await alice.unWatchTradesForSymbols([symbol]);
        await sees(() => alice.watchOrderBook(symbol), () => alice.orderbooks[symbol].nonce > 0, trade);
        await alice.unWatchOrderBook(symbol);
        await sees(() => alice.watchOrderBookForSymbols([symbol]), () => alice.orderbooks[symbol].nonce > 0, trade);
        await alice.unWatchOrderBookForSymbols([symbol]);
        await alice.unWatchOHLCV(symbol, '1m');
        await alice.unWatchOHLCVForSymbols([[symbol, '5m']]);
        await alice.unWatchTicker(symbol);
        await sees(() => alice.watchTickers([symbol]), () => true, trade);
        await alice.unWatchTickers([symbol]);
        await alice.unWatchBidsAsks([symbol]);
    });

    it('hears what becomes of its own orders', async () => {
        const client = coverage.watch(await clientOf('alice'));
        const order = () => alice.createOrderWs(symbol, 'limit', 'buy', 3, 0.4);
        await sees(() => client.watchOrders(symbol), () => client.orders.length > 0, order);
        const {id: orderId} = await alice.createOrderWs(symbol, 'limit', 'buy', 4, 0.5);
        const state = () => client.orders.find((row) => row.id === orderId);
        await bob.createOrderWs(symbol, 'market', 'sell', 3);
        const fill = async () => {
            await alice.createOrderWs(symbol, 'limit', 'buy', 2, 0.51);
            await bob.createOrderWs(symbol, 'market', 'sell', 2);
        };
        const isFilled = ({order, fee}) => order === orderId && fee.cost === 0.003;
        await sees(() => client.watchMyTrades(symbol), () => client.myTrades.some(isFilled), fill);
        await alice.cancelAllOrdersWs(symbol);
        await sees(() => client.watchOrders(symbol), () => state()?.status === 'canceled', order);
        assert.deepEqual([state().filled, state().price, state().average], [3, 0.5, 0.5]);
        await sees(() => client.watchBalance(), () => client.balance.spot?.USD !== undefined, order);
        await alice.cancelAllOrdersWs(symbol);
        const isTold = async () => (await alice.fetchBalance()).USD;
        const rest = await isTold();
        await sees(() => client.watchBalance(), () => client.balance.spot.USD.free === rest.free, async () => {
            if (client.balance.spot.USD.free !== rest.free) return;
            await order();
            await alice.cancelAllOrdersWs(symbol);
        });
    });

    it('keeps the book level by level, at both speeds, through bursts', async () => {
        const makers = [asked(await clientOf('alice')), asked(await clientOf('bob'))];
        const books = await Promise.all([100, 1000].map((rate) => following(rate, makers[0])));
        const roll = dice(11);
        const live = [[], []];
        const operate = async () => {
            const who = roll(2);
            if (live[who].length > 60 || (live[who].length && roll(3) === 0)) {
                const [orderId] = live[who].splice(roll(live[who].length), 1);
                return makers[who].cancelOrder({symbol: id, orderId})
                    .catch((error) => assert.equal(refusal(error).code, -2011));
            }
            const order = {symbol: id, side: roll(2) ? 'BUY' : 'SELL', type: 'LIMIT', timeInForce: 'GTC',
                price: (0.6 + roll(60) / 10000).toFixed(4), quantity: (2 + roll(300) / 100).toFixed(2)};
            const {orderId, status} = await makers[who].newOrder(order);
            if (['NEW', 'PARTIALLY_FILLED'].includes(status)) live[who].push(orderId);
        };
        for (let burst = 0; burst < 20; ++burst) await Promise.all(Array.from({length: 25}, operate));
        const end = await makers[0].depth({symbol: id, limit: 5000});
        const numbers = (levels) => Array.from(levels, (level) => Array.from(level, Number));
        for (const {book, reaches} of books) {
            await inTime(reaches(end.lastUpdateId), 'book in step');
            assert.deepEqual(numbers(book().bids), numbers(end.bids));
            assert.deepEqual(numbers(book().asks), numbers(end.asks));
        }
        for (const maker of makers) await maker.cancelOpenOrders({symbol: id});
    });

    /// A client that keeps the book at this speed; a hole in it is an exception of the client's.
    async function following(rate, maker) {
        const client = coverage.watch(await clientOf('alice'));
        client.options.watchOrderBookRate = rate;
        const book = () => client.orderbooks[symbol];
        await sees(() => client.watchOrderBook(symbol), () => book().nonce > 0, async () => {
            const {orderId} = await maker.newOrder({
                symbol: id, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', price: '0.5000', quantity: '2.00'});
            await maker.cancelOrder({symbol: id, orderId});
        });
        let fault;
        const follow = async () => { for (;;) await client.watchOrderBook(symbol); };
        follow().catch((error) => { fault = error; });
        const reaches = async (change) => {
            while (book()?.nonce < change) {
                if (fault) throw fault;
                await setTimeout(pauseMs);
            }
        };
        return {book, reaches};
    }

    it('leaves both accounts exact after hundreds of random orders', async () =>
        tradeAtRandom([asked(await clientOf('alice')), asked(await clientOf('bob'))]));

    it('offers nothing else on the contract', () => coverage.check([
        ['futures: not offered', /Position|Liquidations|MarkPrice/, /^fetch(Ticker|OrderBook)Ws$/],
        ['said to be there, and throws: its fault', /^watchOrdersForSymbols$/],
        ['asks nothing of the exchange', /^fetchCurrenciesWs$/],
    ]));
});
