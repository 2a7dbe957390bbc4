// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import binanceApiNode from 'binance-api-node';

import {asking} from './asking.mjs';
import {Exchange} from './exchange.mjs';
import {retold, symbol, tell} from './history.mjs';
import {Inbox} from './inbox.mjs';
import {everyOrder, refused} from './orders.mjs';
import {Coverage, offered} from './reflection.mjs';
import {awake, everyReport, everyStream} from './streams.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const Binance = binanceApiNode.default;
const rest = new Coverage('client', offered(Binance()));
const streams = new Coverage('client.ws', offered(Binance().ws));

const refusal = ({code, message}) => ({code, msg: message});
const pairs = (levels) => levels.map(({price, quantity}) => [price, quantity]);

/// What it renames is named back: its own words are checked by their values.
const asked = (client) => ({
    ...asking(client, {
        exchangeInfo: 'exchangeInfo', trades: 'trades', historicalTrades: 'tradesHistory', avgPrice: 'avgPrice',
        ticker24hr: 'dailyStats', newOrder: 'order', testOrder: 'orderTest', getOrder: 'getOrder', cancelOrder: 'cancelOrder',
        cancelOpenOrders: 'cancelOpenOrders', cancelReplace: 'updateOrder', openOrders: 'openOrders', allOrders: 'allOrders',
        myTrades: 'myTrades', account: 'accountInfo',
    }, refusal),
    ping: async () => assert.equal(await client.ping(), true),
    time: async () => ({serverTime: await client.time()}),
    depth: async (query) => {
        const {lastUpdateId, bids, asks} = await client.book(query);
        return {lastUpdateId, bids: pairs(bids), asks: pairs(asks)};
    },
    aggTrades: async (query) => (await client.aggTrades(query)).map((row) =>
        ({a: row.aggId, p: row.price, q: row.quantity, f: row.firstId, l: row.lastId, T: row.timestamp, m: row.isBuyerMaker})),
    klines: async (query) => (await client.candles(query)).map((row) => [...Object.values(row), '0']),
    tickerPrice: async (query) => {
        const rows = Object.entries(await client.prices(query)).map(([symbol, price]) => ({symbol, price}));
        return query.symbol ? rows[0] : rows;
    },
    bookTicker: async (query) => {
        const rows = await client.allBookTickers();
        return query.symbol ? rows[query.symbol] : Object.values(rows);
    },
    commission: (query) => client.privateRequest('GET', '/api/v3/account/commission', query),
    orderCount: () => client.privateRequest('GET', '/api/v3/rateLimit/order', {}),
});

describe('binance-api-node, only its URLs changed', {timeout: 120_000}, () => {
    let exchange;
    const clients = {};
    const traders = {};
    const closing = [];

    const clientOf = ({apiKey, secret}) => Binance({
        apiKey, apiSecret: secret,
        httpBase: exchange.http, wsBase: `${exchange.ws}/ws`, wsApi: `${exchange.ws}/ws-api/v3`,
    });

    before(async () => {
        exchange = await Exchange.start();
        for (const [name, keys] of Object.entries(exchange.keys)) {
            clients[name] = clientOf(keys);
            traders[name] = asked(rest.watch(clients[name]));
        }
        await tell(traders.alice.newOrder, traders.bob.newOrder);
    });
    after(async () => {
        for (const close of closing) close({delay: 0, fastClose: true});
        await exchange?.discard();
    });

    it('reads the market', async () => {
        await retold(traders.alice);
    });

    it('asks by hand, and what else it asks of the account', async () => {
        const client = rest.watch(clients.alice);
        const {serverTime} = await client.publicRequest('GET', '/api/v3/time');
        assert.ok(serverTime > 0);
        const [fee] = await client.tradeFee();
        assert.deepEqual([fee.symbol, Number(fee.makerCommission), Number(fee.takerCommission)], [symbol, 0.001, 0.001]);
        assert.deepEqual(await client.capitalConfigs(), []);
        assert.deepEqual(await client.accountCoins(), []);
        assert.deepEqual(await client.isolatedMarginAllPairs(), []);
        assert.ok(Object.values(client.getInfo()).some(({usedWeight1m}) => Number(usedWeight1m) > 0));
    });

    it('places, asks and cancels every kind of order', () => everyOrder(traders.alice, traders.bob));

    it('is refused when its signature is another\'s', async () => {
        const forger = asked(clientOf({apiKey: exchange.keys.alice.apiKey, secret: exchange.keys.bob.secret}));
        await refused(forger, forger.account({}), -1022);
    });

    it('signs with an Ed25519 key', async () => {
        const client = Binance({...await exchange.ed25519Key('alice'), httpBase: exchange.http});
        assert.equal((await client.accountInfo()).accountType, 'SPOT');
    });

    it('hears every stream', async () => {
        const ws = streams.watch(clients.alice.ws);
        const raw = false;  // Not in its own words.
        const begin = {
            trade: (hear) => ws.trades(symbol, hear, raw),
            aggTrade: (hear) => ws.aggTrades(symbol, hear, raw),
            depth: (hear) => ws.depth(`${symbol}@100ms`, hear, raw),
            partialDepth: (hear) => ws.partialDepth({symbol: `${symbol}@100ms`, level: 5}, hear, raw),
            bookTicker: (hear) => ws.bookTicker(symbol, hear, raw),
            kline: (hear) => ws.candles(symbol, '1m', hear, raw),
            ticker: (hear) => ws.ticker(symbol, hear, raw),
            miniTicker: (hear) => ws.miniTicker(symbol, hear, raw),
            miniTickers: (hear) => ws.allTickers(hear, raw),
        };
        const inboxes = {};
        for (const [name, start] of Object.entries(begin)) {
            inboxes[name] = new Inbox(name);
            closing.push(start(inboxes[name].push));
        }
        const any = new Inbox('any stream');
        closing.push(ws.customSubStream('dvmusd@trade', any.push));
        await awake({...inboxes, any}, traders.alice, traders.bob);
        await everyStream(inboxes, traders.alice, traders.bob);
    });

    it('hears what becomes of its own orders', async () => {
        const events = new Inbox('user event');
        // It has its own word for what kind an event is.
        const hear = ({type, ...event}) => events.push({e: type, ...event});
        closing.push(await streams.watch(clients.alice.ws).user(hear, false));
        await everyReport(events, traders.alice, traders.bob);
    });

    it('leaves both accounts exact after hundreds of random orders', () =>
        tradeAtRandom([traders.alice, traders.bob]));

    it('offers nothing else on the contract', () => {
        const products = ['another product: futures, portfolio margin, …', /^(futures|delivery|papi)/];
        rest.check([
            products,
            ['order lists in their older form: node-binance-api runs it', /[oO]co$|OCO$/],
            ['margin, wallet, savings, mining: not offered',
                /[mM]argin/, /^savings|^mining|^universal/, /^(withdraw|deposit|dust|account|asset)/,
                /^(fundingWallet|convertTradeFlow|payTradeHistory|rebateTaxQuery|apiRestrictions)$/, /BnbBurn$/],
            ['a listen key: the exchange has none any more', /^(get|keep|close)DataStream$/],
        ]);
        streams.check([
            products,
            ['margin: not offered', /[mM]arginUser$/],
            ['!ticker@arr, which the exchange has given up', /^allTickersDeprecated$/],
            ['cannot be closed: the client\'s fault; allTickers() is the same stream', /^allMiniTickers$/],
        ]);
    });
});
