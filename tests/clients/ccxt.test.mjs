// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import ccxt from 'ccxt';

import {asked, asksOtherProducts, binance, binanceWithoutOptions, binanceus, coverageOf} from './ccxt_clients.mjs';
import {Exchange} from './exchange.mjs';
import {units} from './exact.mjs';
import {retold, tell} from './history.mjs';
import {everyOrder} from './orders.mjs';
import {everySpecialOrder} from './special_orders.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const symbol = 'DVM/USD';

/// {DVM: {free, locked}, USD: {…}} in smallest units.
async function balances(client) {
    const {info} = await client.fetchBalance();
    return Object.fromEntries(info.balances.map((b) => [b.asset, {free: units(b.free), locked: units(b.locked)}]));
}

const ways = {'binanceus, only its URLs changed': binanceus, 'binance, told that all is spot': binance};
for (const [how, clientOf] of Object.entries(ways))
describe(`ccxt (${how})`, {timeout: 120_000}, () => {
    let exchange, alice, bob, coverage, raw;

    before(async () => {
        exchange = await Exchange.start();
        coverage = coverageOf(await clientOf(exchange, 'alice'), {overSocket: false});
        const watched = async (name) => coverage.watch(await clientOf(exchange, name));
        [alice, bob] = [await watched('alice'), await watched('bob')];
        raw = [asked(await watched('alice')), asked(await watched('bob'))];
        await tell(raw[0].newOrder, raw[1].newOrder);
    });
    after(() => exchange?.discard());

    it('loads the market with the steps and limits that the engine enforces', async () => {
        const markets = await alice.loadMarkets();
        const market = markets[symbol];
        assert.equal(market.active, true);
        assert.equal(market.spot, true);
        assert.equal(market.precision.price, 0.0001);
        assert.equal(market.precision.amount, 0.01);
        assert.ok(market.limits.cost.min > 0);
        assert.equal((await alice.fetchMarkets()).length, 1);
        assert.equal((await alice.fetchTradingLimits())[symbol].min, 0.01);
        await bob.loadMarkets();
    });

    it('reads the market path by path', () => retold(raw[0]));

    it('reads the market in its own words', async () => {
        assert.ok(Math.abs(await alice.fetchTime() - Date.now()) < 60_000);
        const {open, high, low, last, bid, ask} = await alice.fetchTicker(symbol);
        assert.deepEqual([open, high, low, last, bid, ask], [0.6, 0.61, 0.55, 0.55, 0.55, 0.61]);
        assert.equal((await alice.fetchTickers())[symbol].baseVolume, 8);
        assert.equal((await alice.fetchBidsAsks())[symbol].bid, 0.55);
        assert.equal((await alice.fetchLastPrices())[symbol].price, 0.55);
        const book = {bids: [[0.55, 2]], asks: [[0.61, 2]]};
        for (const read of ['fetchOrderBook', 'fetchL2OrderBook']) {
            const {bids, asks} = await alice[read](symbol);
            assert.deepEqual({bids, asks}, book);
        }
        const trades = await alice.fetchTrades(symbol);
        assert.deepEqual(trades.map(({side, price}) => [side, price]), [['buy', 0.6], ['buy', 0.61], ['sell', 0.55]]);
        const [[, ...candle]] = await alice.fetchOHLCV(symbol, '1M');
        assert.deepEqual(candle, [0.6, 0.61, 0.55, 0.55, 8]);
    });

    it('places, asks and cancels every kind of order path by path', () => everyOrder(...raw));

    it('places orders beyond plain ones path by path', () => everySpecialOrder(...raw));

    it('places orders that wait, in its own words', async () => {
        const gone = async ({id}) => assert.equal((await alice.cancelOrder(id, symbol)).status, 'canceled');
        await gone(await alice.createStopLimitOrder(symbol, 'sell', 4, 0.3, 0.31));
        await gone(await alice.createStopOrder(symbol, 'limit', 'sell', 4, 0.3, 0.31));
        await gone(await alice.createTriggerOrder(symbol, 'limit', 'sell', 4, 0.3, 0.31));
        // Its binanceus knows neither by this name.
        if (alice.has.createStopLossOrder)
            await gone(await alice.createStopLossOrder(symbol, 'limit', 'sell', 4, 0.3, 0.31));
        if (alice.has.createTakeProfitOrder)
            await gone(await alice.createTakeProfitOrder(symbol, 'limit', 'sell', 4, 0.9, 0.9));
        await gone(await alice.createTrailingPercentOrder(symbol, 'market', 'sell', 4, undefined, 1, undefined,
                                                          {stopLossOrTakeProfit: 'stopLoss'}));
    });

    it('places a limit order that rests, moves it, and cancels it', async () => {
        const placed = await alice.createOrder(symbol, 'limit', 'buy', 10, 0.5);
        assert.equal(placed.status, 'open');
        assert.equal((await balances(alice)).USD.locked, units('5'));
        assert.deepEqual((await alice.fetchOpenOrders(symbol)).map((order) => order.id), [placed.id]);

        const moved = await alice.editOrder(placed.id, symbol, 'limit', 'buy', 8, 0.51);
        assert.deepEqual((await bob.fetchOrderBook(symbol)).bids, [[0.51, 8]]);
        assert.equal((await alice.cancelOrder(moved.id, symbol)).status, 'canceled');
        assert.equal((await alice.fetchOrder(moved.id, symbol)).status, 'canceled');
        assert.equal((await balances(alice)).USD.locked, 0n);
        assert.deepEqual((await bob.fetchOrderBook(symbol)).bids, []);
    });

    it('knows each kind of order by its own name', async () => {
        await alice.createLimitSellOrder(symbol, 20, 0.6);
        await bob.createLimitBuyOrder(symbol, 2, 0.6);
        await bob.createLimitOrder(symbol, 'buy', 2, 0.6);
        await bob.createMarketOrder(symbol, 'buy', 2);
        await bob.createMarketBuyOrder(symbol, 2);
        await bob.createMarketBuyOrderWithCost(symbol, 1.2);
        const bought = await bob.createMarketOrderWithCost(symbol, 'buy', 1.2);
        assert.deepEqual([bought.filled, bought.cost], [2, 1.2]);
        assert.deepEqual((await bob.fetchOrderBook(symbol)).asks, [[0.6, 8]]);
        assert.equal((await alice.cancelAllOrders(symbol)).length, 1);
        await alice.createPostOnlyOrder(symbol, 'limit', 'buy', 4, 0.5);
        await bob.createMarketSellOrder(symbol, 2);
        const sold = await bob.createMarketSellOrderWithCost(symbol, 1);
        assert.deepEqual([sold.filled, sold.cost], [2, 1]);
        const fills = await bob.fetchOrderTrades(sold.id, symbol);
        assert.deepEqual(fills.map((fill) => [fill.side, fill.amount, fill.takerOrMaker]), [['sell', 2, 'taker']]);

        const statuses = async (read) => [...new Set((await alice[read](symbol)).map((order) => order.status))].sort();
        assert.deepEqual(await statuses('fetchClosedOrders'), ['closed']);
        assert.deepEqual(await statuses('fetchCanceledOrders'), ['canceled']);
        assert.deepEqual(await statuses('fetchCanceledAndClosedOrders'), ['canceled', 'closed']);
        assert.ok((await bob.fetchOrders(symbol)).some((order) => order.id === sold.id));
    });

    it('moves balances by exactly price, quantity and fee when two orders meet', async () => {
        const before = {alice: await balances(alice), bob: await balances(bob)};
        const ask = await alice.createOrder(symbol, 'limit', 'sell', 3, 0.61);
        const taken = await bob.createOrder(symbol, 'limit', 'buy', 2, 0.7);
        assert.equal(taken.status, 'closed');
        assert.equal(taken.average, 0.61);

        const sold = (await alice.fetchMyTrades(symbol)).at(-1);
        const bought = (await bob.fetchMyTrades(symbol)).at(-1);
        assert.equal(sold.order, ask.id);
        assert.equal(bought.order, taken.id);
        assert.equal(sold.takerOrMaker, 'maker');
        assert.equal(bought.takerOrMaker, 'taker');

        const after = {alice: await balances(alice), bob: await balances(bob)};
        assert.equal(after.alice.USD.free - before.alice.USD.free, units('1.22') - units(sold.info.commission));
        assert.equal(after.alice.DVM.free - before.alice.DVM.free, -units('3'));
        assert.equal(after.alice.DVM.locked, units('1'));
        assert.equal(before.bob.USD.free - after.bob.USD.free, units('1.22'));
        assert.equal(after.bob.DVM.free - before.bob.DVM.free, units('2') - units(bought.info.commission));
        await alice.cancelOrder(ask.id, symbol);
    });

    it('fills a market order from the book and expires what is left of it', async () => {
        await alice.createOrder(symbol, 'limit', 'sell', 2, 0.62);
        const order = await bob.createOrder(symbol, 'market', 'buy', 5);
        assert.equal(order.filled, 2);
        assert.equal(order.remaining, 3);
        assert.equal(order.status, 'expired');
    });

    it('knows each refusal by its own exception', async () => {
        await assert.rejects(alice.createOrder(symbol, 'limit', 'buy', 99_000, 2), ccxt.InsufficientFunds);
        await assert.rejects(alice.cancelOrder('999999999', symbol), ccxt.OrderNotFound);
        await assert.rejects(alice.fetchOrder('999999999', symbol), ccxt.OrderNotFound);
        await assert.rejects(alice.cancelAllOrders(symbol), ccxt.OrderNotFound);
        await assert.rejects(alice.createOrder(symbol, 'limit', 'buy', 5, 20_000), ccxt.InvalidOrder);
        await assert.rejects(alice.createOrder(symbol, 'limit', 'buy', 1, 0.5), ccxt.BadRequest);
        await assert.rejects(alice.publicGetDepth({symbol: 'NOTHERE'}), ccxt.BadSymbol);
        const stranger = await clientOf(exchange, 'alice');
        stranger.secret = 'not the secret';
        await assert.rejects(stranger.fetchBalance(), ccxt.AuthenticationError);
        const ask = await alice.createOrder(symbol, 'limit', 'sell', 2, 0.9);
        await assert.rejects(bob.createOrder(symbol, 'limit', 'buy', 2, 0.95, {postOnly: true}),
                             ccxt.OrderImmediatelyFillable);
        await alice.cancelOrder(ask.id, symbol);
    });

    it('leaves both accounts exact after hundreds of random orders', () => tradeAtRandom(raw));

    it('signs with an Ed25519 key', async () => {
        const client = await clientOf(exchange, 'alice');
        const {apiKey, privateKey} = await exchange.ed25519Key('alice');
        Object.assign(client, {apiKey, secret: privateKey});
        assert.equal((await client.fetchBalance()).info.accountType, 'SPOT');
    });

    it('tells what it pays', async () => {
        assert.equal((await alice.fetchTradingFee(symbol)).taker, 0.001);
        assert.equal((await alice.fetchTradingFees())[symbol].maker, 0.001);
    });

    it('offers nothing else on the contract', () => coverage.check([
        ['another product: wallet, margin, futures, …', asksOtherProducts],
        ['another product, through other methods',
            /Position|Leverage|Funding|IndexOHLCV|MarkOHLCV|IsolatedBorrow|Margin$|ReduceOnly/,
            /DepositWithdrawFee$|TransactionFee$/],
        ['one pays for the other: not offered', /Opo/],
        ['smart order routing: later', /Sor/],
        ['later than the first contract', /UiKlines/, /GetTicker$/, /TradingDay/],
        ['block trades, allocations, reference prices: not offered',
            /BlockTrades/, /MyAllocations/, /ReferencePrice/],
        ['a listen key: the exchange has none any more', /UserDataStream$/],
    ]));
});

it('ccxt (binance) is set up by its URLs alone, asking for every product first', {timeout: 60_000}, async () => {
    const exchange = await Exchange.start();
    try {
        const client = binanceWithoutOptions(exchange, 'alice');
        assert.deepEqual(Object.keys(await client.loadMarkets()), [symbol]);
        assert.equal((await client.createOrder(symbol, 'limit', 'buy', 4, 0.5)).status, 'open');
        assert.equal((await client.fetchOpenOrders(symbol)).length, 1);
    } finally {
        await exchange.discard();
    }
});
