// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import Binance from 'node-binance-api';

import {asking} from './asking.mjs';
import {Exchange} from './exchange.mjs';
import {retold, symbol, tell} from './history.mjs';
import {Inbox} from './inbox.mjs';
import {everyOrder, refused} from './orders.mjs';
import {Coverage, offered, saying} from './reflection.mjs';
import {everySpecialOrder} from './special_orders.mjs';
import {awake, everyReport, everyStream} from './streams.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const all = new Coverage('client', offered(new Binance()));
const sockets = new Coverage('client.websockets', offered(new Binance().websockets));

/// It throws the exchange's answer as the text of an error, over a socket its sentence alone.
function refusal({message}) {
    try {
        return JSON.parse(message);
    } catch {
        return {msg: message};
    }
}

const pairs = (levels) => levels.map(({price, quantity}) => [price, quantity]);
const values = (byName) => Object.entries(byName).map(([symbol, price]) => ({symbol, price}));
const one = (rows, {symbol}) => symbol ? rows[0] : rows;

const placedByName = (client, {type, side, symbol, quantity, price, ...more}) =>
    client.order(type, side, symbol, quantity, price, more);

/// What it takes apart or renames is put together again: its own words are checked by their values.
const asked = (client) => ({
    ...asking(client, {ping: 'ping', exchangeInfo: 'exchangeInfo', time: 'time', account: 'account'}, refusal),
    depth: async ({symbol, limit}) => {
        const {lastUpdateId, bids, asks} = await client.depth(symbol, limit);
        return {lastUpdateId, bids: pairs(bids), asks: pairs(asks)};
    },
    trades: ({symbol, limit}) => client.recentTrades(symbol, limit),
    historicalTrades: ({symbol, limit, fromId}) => client.historicalTrades(symbol, limit, fromId),
    aggTrades: async ({symbol, ...more}) => (await client.aggTrades(symbol, more)).map((row) =>
        ({a: row.aggId, p: row.price, q: row.quantity, f: row.firstId, l: row.lastId, T: row.timestamp, m: row.isBuyerMaker})),
    // Of a candle it leaves out what takers bought.
    klines: ({symbol, interval}) => client.publicSpotRequest('v3/klines', {symbol, interval}),
    avgPrice: ({symbol}) => client.avgPrice(symbol),
    ticker24hr: ({symbol}) => client.ticker24h(symbol),
    tickerPrice: async (query) => one(values(await client.prices(query.symbol)), query),
    bookTicker: async (query) => one(Object.values(await client.bookTickers(query.symbol)), query),
    // Without a price it signs `price=undefined`, which it does not send, so that no signature holds: its fault.
    newOrder: ({pegPriceType, ...order}) => pegPriceType === undefined
        ? placedByName(client, order)
        : client.privateSpotRequest('v3/order', {pegPriceType, ...order}, 'POST'),
    testOrder: ({type, side, symbol, quantity, price, ...more}) =>
        client.order(type, side, symbol, quantity, price, {...more, test: true}),
    getOrder: ({symbol, orderId, ...more}) => client.orderStatus(symbol, orderId, more),
    cancelOrder: ({symbol, orderId}) => client.cancel(symbol, orderId),
    cancelOpenOrders: ({symbol}) => client.cancelAll(symbol),
    cancelReplace: (order) => client.privateSpotRequest('v3/order/cancelReplace', order, 'POST'),
    openOrders: ({symbol}) => client.openOrders(symbol),
    allOrders: ({symbol, ...more}) => client.allOrders(symbol, more),
    myTrades: ({symbol, ...more}) => client.myTrades(symbol, more),
    commission: (query) => client.privateSpotRequest('v3/account/commission', query),
    orderCount: () => client.privateSpotRequest('v3/rateLimit/order'),
    amend: (query) => client.privateSpotRequest('v3/order/amend/keepPriority', query, 'PUT'),
    amendments: (query) => client.privateSpotRequest('v3/order/amendments', query),
    preventedMatches: (query) => client.privateSpotRequest('v3/myPreventedMatches', query),
    newOco: ({side, symbol, quantity, ...more}) => client.ocoOrder(side, symbol, quantity, more),
    newOldOco: (order) => client.privateSpotRequest('v3/order/oco', order, 'POST'),
    cancelList: (query) => client.privateSpotRequest('v3/orderList', query, 'DELETE'),
});

describe('node-binance-api, only its URLs changed', {timeout: 120_000}, () => {
    let exchange;
    const clients = {};
    const traders = {};

    function clientOf({apiKey, secret}) {
        const client = new Binance({
            APIKEY: apiKey, APISECRET: secret, log: () => undefined,
            urls: {
                base: `${exchange.http}/api/`, sapi: `${exchange.http}/sapi/`,
                stream: `${exchange.ws}/ws/`, combineStream: `${exchange.ws}/stream?streams=`,
            },
        });
        client.wsApi = `${exchange.ws}/ws-api/v3`;
        return client;
    }

    before(async () => {
        exchange = await Exchange.start();
        for (const [name, keys] of Object.entries(exchange.keys)) {
            clients[name] = all.watch(clientOf(keys));
            traders[name] = asked(clients[name]);
        }
        await tell(traders.alice.newOrder, traders.bob.newOrder);
    });
    after(async () => {
        for (const client of Object.values(clients)) {
            for (const endpoint of Object.keys(client.getSubscriptions())) client.terminate(endpoint);
            for (const connection of Object.keys(client.wsApiConnections)) client.terminateWsApi(connection);
        }
        await exchange?.discard();
    });

    it('reads the market', async () => {
        await retold(traders.alice);
        const [candle] = await clients.alice.candlesticks(symbol, '1M');
        assert.deepEqual(candle, (await clients.alice.candles(symbol, '1M'))[0]);
        assert.equal(Number(candle.close), 0.55);
        assert.ok((await clients.alice.useServerTime()).serverTime > 0);
        for (const day of ['prevDay', 'dailyStats'])
            assert.equal(Number((await clients.alice[day](symbol)).lastPrice), 0.55);
        assert.equal(Number((await clients.alice.tickerPrice(symbol)).price), 0.55);
    });

    it('places, asks and cancels every kind of order', () => everyOrder(traders.alice, traders.bob));

    it('places orders beyond plain ones', () => everySpecialOrder(traders.alice, traders.bob));

    it('knows each kind of order by its own name', async () => {
        const {alice, bob} = clients;
        const more = {newOrderRespType: 'FULL'};
        assert.equal((await alice.sell(symbol, 20, 0.6, {...more})).status, 'NEW');
        for (const order of [bob.buy(symbol, 2, 0.6, {...more}), bob.marketBuy(symbol, 2, {...more}),
            bob.marketBuyWithCost(symbol, 1.2, {...more}), bob.limitOrder('BUY', symbol, 2, 0.6, {...more})])
            assert.deepEqual([(await order).status, Number((await order).executedQty)], ['FILLED', 2]);
        assert.equal((await alice.cancelAllOrders(symbol)).length, 1);
        await alice.buy(symbol, 10, 0.5);
        assert.equal(Number((await bob.marketSell(symbol, 2, {...more})).executedQty), 2);
        assert.equal(Number((await bob.marketSellWithCost(symbol, 1, {...more})).executedQty), 2);
        await alice.cancelAll(symbol);
        assert.deepEqual(await bob.trades(symbol), await bob.myTrades(symbol));
        const {balances} = await bob.account();
        const {DVM} = await bob.balance();
        assert.deepEqual(DVM, {available: balances[0].free, onOrder: balances[0].locked});
        const [fee] = await bob.tradeFee(symbol);
        assert.equal(Number(fee.takerCommission), 0.001);
    });

    it('is refused when its signature is another\'s', async () => {
        const forger = asked(clientOf({apiKey: exchange.keys.alice.apiKey, secret: exchange.keys.bob.secret}));
        await refused(forger, forger.account({}), -1022);
    });

    it('signs with an Ed25519 key', async () => {
        const {apiKey, privateKey} = await exchange.ed25519Key('alice');
        const client = clientOf({apiKey, secret: privateKey});
        // In a query, unlike a body or a message, it leaves the + of such a signature bare, to be read as a space: its fault.
        const {orderId} = await client.buy(symbol, 4, 0.3);
        await traders.alice.cancelOrder({symbol, orderId});
        assert.ok((await client.spotGetDataStream()).subscriptionId >= 0);
        client.terminateWsApi('userData');
    });

    it('hears every stream', async () => {
        const ws = sockets.watch(clients.alice.websockets);
        const client = clients.alice;
        const named = {
            bookTicker: (m) => ({u: m.updateId, s: m.symbol, a: m.bestAsk, A: m.bestAskQty, B: m.bestBidQty}),
            ticker: (m) => ({e: m.eventType, E: m.eventTime, s: m.symbol, c: m.close, Q: m.closeQty, A: m.bestAskQty,
                             n: m.numTrades}),
            miniTickers: (m) => [{e: '24hrMiniTicker', s: symbol, c: m[symbol].close, v: m[symbol].volume}],
        };
        const begin = {
            trade: (hear) => ws.trades(symbol, hear),
            aggTrade: (hear) => ws.aggTrades([symbol], hear),
            depth: (hear) => ws.depth(symbol, hear),
            partialDepth: (hear) => ws.subscribe('dvmusd@depth5@100ms', hear),
            bookTicker: (hear) => ws.bookTickers(symbol, hear),
            kline: (hear) => ws.candlesticks(symbol, '1m', hear),
            ticker: (hear) => ws.prevDay(symbol, (_, message) => hear(message)),
            miniTicker: (hear) => ws.subscribeCombined(['dvmusd@miniTicker'], hear),
            miniTickers: (hear) => ws.miniTicker(hear),
        };
        const inboxes = {};
        for (const [name, start] of Object.entries(begin)) {
            const inbox = inboxes[name] = new Inbox(name);
            start((message) => inbox.push((named[name] ?? ((same) => same))(message)));
        }
        await awake(inboxes, traders.alice, traders.bob);
        await everyStream(inboxes, traders.alice, traders.bob);
        assert.equal(Object.keys(ws.subscriptions()).length, Object.keys(begin).length);
        assert.deepEqual(client.getSubscriptions(), ws.subscriptions());
        const [first, ...rest] = Object.keys(ws.subscriptions());
        ws.terminate(first);
        for (const endpoint of rest) client.terminate(endpoint);
    });

    it('keeps its own book and its own chart', async () => {
        const books = new Inbox('book');
        const ws = sockets.watch(clients.bob.websockets);
        ws.depthCache(symbol, (_, book, context) => books.push({book, ...context}));
        await sockets.watch(clients.alice.websockets).depthCacheStaggered([symbol], () => undefined, 100, 0);
        const charts = new Inbox('chart');
        ws.chart(symbol, '1m', (_, interval, chart) => charts.push(chart));
        await clients.alice.sell(symbol, 7, 0.65);
        const {lastUpdateId} = await traders.alice.depth({symbol});
        const {book} = await books.next((kept) => (kept.lastEventUpdateId ?? kept.book.lastUpdateId) >= lastUpdateId);
        assert.deepEqual([book.bids, book.asks], [{}, {'0.650000': 7}]);
        assert.deepEqual(clients.bob.getDepthCache(symbol).asks, book.asks);
        assert.equal(clients.bob.depthVolume(symbol).askQty, 7);
        await charts.next((chart) => Object.values(chart).some((candle) => Number(candle.close) === 0.6));
        ws.clearDepthCache(symbol);
        await traders.alice.cancelOpenOrders({symbol});
    });

    it('hears what becomes of its own orders', async () => {
        const events = new Inbox('user event');
        const subscribed = new Inbox('subscription');
        const ws = sockets.watch(clients.alice.websockets);
        ws.userData(events.push, () => undefined, () => undefined, subscribed.push);
        await subscribed.next();
        await everyReport(events, traders.alice, traders.bob);
        assert.deepEqual(await clients.alice.spotKeepDataStream(), {});
        await clients.alice.spotCloseDataStream();
        const {subscriptionId} = await clients.bob.spotGetDataStream();
        assert.ok(subscriptionId >= 0);
        clients.bob.terminateWsApi('userData');
    });

    it('leaves both accounts exact after hundreds of random orders', () =>
        tradeAtRandom([traders.alice, traders.bob]));

    it('offers nothing else on the contract', () => {
        const products = ['another product: futures, delivery', /^(futures|delivery)/, /^user(Future|Delivery)Data/];
        all.check([
            ['another product: futures, delivery',
                /utures|elivery|^[fd][A-Z]\w*ConvertData$/, /^get[FD](api|Stream)/, /^userFuture/],
            ['margin, wallet: not offered', /^mg[A-Z]|argin|^max(Borrow|Transfer)|^transfer|^universalTransfer$/,
                /^(dust|asset|withdraw|deposit|accountStatus|apiPermission|systemStatus|lending)/],
            ['run as client.websockets, the older name',
                /(depth|depthCache|aggTrades|trades|candlesticks|bookTickers|prevDay)Stream$/,
                /^(userData|miniTicker|chart|subscribe|subscribeCombined|depthCacheStaggered|clearDepthCache)$/],
            ['any path, by hand: of these privateSpotRequest and publicSpotRequest are run',
                /^(public|proxy|api|signed)Request$|^privateSapiRequest$|^(connectWsApi|sendWsApiRequest|ensureWsApiConnection)$/],
            ['asks nothing: settings',
                /^(set|get|assign|default_)?[oO]ptions?$|^(setOptions|assignOptions|getInfo|getMarket)$/,
                /^get(Spot|Sapi|CombineStream|Stream|WsApi)Url$/, /Proxy|^proxy/,
                /^(usedWeight|statusCode|lastURL|orderCount)$/],
            ['asks nothing: its own plumbing',
                /^handleSocket|^socketHeartbeat$|Handler$|^req(Obj|Handler)|^require|^generate|^makeQueryString$/,
                /^(uuid22|noop|extend|mapLimit|isIterable|isArrayUnique)$/,
                /^parse(AggTrades|Candles|OrderBook)$|^(price|bookPrice|balance|kline|depth)Data$|ConvertData$/],
            ['asks nothing: arithmetic',
                /^(round|sort)|^kline|^(percent|sum|reverse|array|first|last|slice|min|max|getPrecision|highstock|populateOHLC)$/],
        ]);
        sockets.check([products, ['margin: not offered', /^userMarginData$/]]);
    });
});
