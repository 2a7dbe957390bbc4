// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import ccxt from 'ccxt';

import {Exchange} from './exchange.mjs';
import {units} from './exact.mjs';

const symbol = 'DVM/USD';

function trader(exchange, name) {
    const client = new ccxt.binanceus({
        apiKey: exchange.keys[name].apiKey,
        secret: exchange.keys[name].secret,
        enableRateLimit: false,
    });
    client.urls.api.public = `${exchange.http}/api/v3`;
    client.urls.api.private = `${exchange.http}/api/v3`;
    return client;
}

/// {DVM: {free, locked}, USD: {…}} in smallest units.
async function balances(client) {
    const {info} = await client.fetchBalance();
    return Object.fromEntries(info.balances.map((b) => [b.asset, {free: units(b.free), locked: units(b.locked)}]));
}

describe('ccxt (binanceus), only its URLs changed', {timeout: 120_000}, () => {
    let exchange, alice, bob;

    before(async () => {
        exchange = await Exchange.start();
        alice = trader(exchange, 'alice');
        bob = trader(exchange, 'bob');
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
        await bob.loadMarkets();
    });

    it('tells the time in milliseconds', async () => {
        assert.ok(Math.abs(await alice.fetchTime() - Date.now()) < 60_000);
    });

    it('places a limit order that rests, shows it in the book, and cancels it', async () => {
        const placed = await alice.createOrder(symbol, 'limit', 'buy', 10, 0.5);
        assert.equal(placed.status, 'open');
        const held = await balances(alice);
        assert.equal(held.USD.locked, units('5'));

        const book = await bob.fetchOrderBook(symbol);
        assert.deepEqual(book.bids[0], [0.5, 10]);

        const open = await alice.fetchOpenOrders(symbol);
        assert.deepEqual(open.map((o) => o.id), [placed.id]);

        const canceled = await alice.cancelOrder(placed.id, symbol);
        assert.equal(canceled.status, 'canceled');
        assert.equal((await alice.fetchOrder(placed.id, symbol)).status, 'canceled');
        assert.equal((await balances(alice)).USD.locked, 0n);
        assert.deepEqual((await bob.fetchOrderBook(symbol)).bids, []);
    });

    it('moves balances by exactly price, quantity and fee when two orders meet', async () => {
        const before = {alice: await balances(alice), bob: await balances(bob)};
        const ask = await alice.createOrder(symbol, 'limit', 'sell', 3, 0.61);
        const taken = await bob.createOrder(symbol, 'limit', 'buy', 2, 0.7);
        assert.equal(taken.status, 'closed');
        assert.equal(taken.average, 0.61);

        const [sold] = await alice.fetchMyTrades(symbol);
        const [bought] = await bob.fetchMyTrades(symbol);
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
        const stranger = trader(exchange, 'alice');
        stranger.secret = 'not the secret';
        await stranger.loadMarkets();
        await assert.rejects(stranger.fetchBalance(), ccxt.AuthenticationError);
        const ask = await alice.createOrder(symbol, 'limit', 'sell', 2, 0.9);
        await assert.rejects(bob.createOrder(symbol, 'limit', 'buy', 2, 0.95, {postOnly: true}),
                             ccxt.OrderImmediatelyFillable);
        await alice.cancelOrder(ask.id, symbol);
    });

    it('keeps every unit through hundreds of orders of two traders', async () => {
        const total = async () => {
            const [a, b] = [await balances(alice), await balances(bob)];
            const sum = (asset) => a[asset].free + a[asset].locked + b[asset].free + b[asset].locked;
            return {DVM: sum('DVM'), USD: sum('USD')};
        };
        const fees = async (client) => {
            const paid = {DVM: 0n, USD: 0n};
            for (const trade of await client.fetchMyTrades(symbol, undefined, 1000))
                paid[trade.info.commissionAsset] += units(trade.info.commission);
            return paid;
        };
        const before = await total();
        const paidBefore = [await fees(alice), await fees(bob)];
        let seed = 42;
        const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
        for (let i = 0; i < 300; ++i) {
            const client = random(2) ? alice : bob;
            const side = random(2) ? 'buy' : 'sell';
            await client.createOrder(symbol, 'limit', side, (200 + random(300)) / 100, (6000 + random(40)) / 10000);
        }
        const after = await total();
        const paid = [await fees(alice), await fees(bob)];
        for (const asset of ['DVM', 'USD']) {
            const charged = paid[0][asset] + paid[1][asset] - paidBefore[0][asset] - paidBefore[1][asset];
            assert.ok(charged > 0n);
            assert.equal(before[asset] - after[asset], charged);
        }
        for (const client of [alice, bob])
            for (const order of await client.fetchOpenOrders(symbol)) await client.cancelOrder(order.id, symbol);
        for (const client of [alice, bob]) {
            const left = await balances(client);
            assert.equal(left.USD.locked, 0n);
            assert.equal(left.DVM.locked, 0n);
        }
    });
});
