// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Spot, SpotRestAPI, SpotWebsocketAPI, SpotWebsocketStreams} from '@binance/spot';

import {asking} from './asking.mjs';
import {Exchange} from './exchange.mjs';
import {retold, symbol, tell} from './history.mjs';
import {Inbox} from './inbox.mjs';
import {everyOrder, refused} from './orders.mjs';
import {Coverage, offered} from './reflection.mjs';
import {everySpecialOrder} from './special_orders.mjs';
import {everyReport, everyStream} from './streams.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const rest = new Coverage('restAPI', offered(SpotRestAPI.RestAPI.prototype));
const api = new Coverage('websocketAPI', offered(SpotWebsocketAPI.WebsocketAPIConnection.prototype));
const streams = new Coverage('websocketStreams', offered(SpotWebsocketStreams.WebsocketStreamsConnection.prototype));

const refusal = ({code, message, msg}) => ({code, msg: msg ?? message});

const questions = {
    ping: 'ping', time: 'time', exchangeInfo: 'exchangeInfo', depth: 'depth', klines: 'klines', avgPrice: 'avgPrice',
    ticker24hr: 'ticker24hr', tickerPrice: 'tickerPrice', allOrders: 'allOrders', myTrades: 'myTrades',
};
const overRest = (client) => asking(client, {
    ...questions, trades: 'getTrades', historicalTrades: 'historicalTrades', aggTrades: 'aggTrades', bookTicker: 'tickerBookTicker',
    newOrder: 'newOrder', testOrder: 'orderTest', getOrder: 'getOrder', cancelOrder: 'deleteOrder',
    cancelOpenOrders: 'deleteOpenOrders', cancelReplace: 'orderCancelReplace', openOrders: 'getOpenOrders',
    account: 'getAccount', commission: 'accountCommission', orderCount: 'rateLimitOrder',
    amend: 'orderAmendKeepPriority', amendments: 'orderAmendments', preventedMatches: 'myPreventedMatches',
    newOco: 'orderListOco', newOto: 'orderListOto', newOtoco: 'orderListOtoco', cancelList: 'deleteOrderList',
    getList: 'getOrderList', openLists: 'openOrderList', allLists: 'allOrderList', myFilters: 'myFilters',
    executionRules: 'executionRules',
}, refusal, {answer: (response) => response.data()});
const overSocket = (connection) => asking(connection, {
    ...questions, trades: 'tradesRecent', aggTrades: 'tradesAggregate', bookTicker: 'tickerBook', newOrder: 'orderPlace',
    testOrder: 'orderTest', getOrder: 'orderStatus', cancelOrder: 'orderCancel', cancelOpenOrders: 'openOrdersCancelAll',
    cancelReplace: 'orderCancelReplace', openOrders: 'openOrdersStatus',
    account: 'accountStatus', commission: 'accountCommission', orderCount: 'accountRateLimitsOrders',
    amend: 'orderAmendKeepPriority', amendments: 'orderAmendments', preventedMatches: 'myPreventedMatches',
    newOco: 'orderListPlaceOco', newOto: 'orderListPlaceOto', newOtoco: 'orderListPlaceOtoco', cancelList: 'orderListCancel',
    getList: 'orderListStatus', openLists: 'openOrderListsStatus', allLists: 'allOrderLists', myFilters: 'myFilters',
    executionRules: 'executionRules',
}, refusal, {answer: ({data}) => data});

describe('@binance/spot, only its URLs changed', {timeout: 120_000}, () => {
    let exchange;
    const clients = {};
    const traders = {};
    const connections = [];

    /// The client of one account. It gives up a REST answer after a second, which a busy machine may need longer for.
    function clientOf({apiKey, secret}) {
        return new Spot({
            configurationRestAPI: {apiKey, apiSecret: secret, basePath: exchange.http, timeout: 20_000},
            configurationWebsocketAPI: {apiKey, apiSecret: secret, wsURL: `${exchange.ws}/ws-api/v3`, timeout: 20_000},
            configurationWebsocketStreams: {wsURL: exchange.ws},
        });
    }

    async function connect(part, coverage) {
        const connection = coverage.watch(await part.connect());
        connections.push(connection);
        return connection;
    }

    before(async () => {
        exchange = await Exchange.start();
        for (const [name, keys] of Object.entries(exchange.keys)) {
            clients[name] = clientOf(keys);
            traders[name] = overRest(rest.watch(clients[name].restAPI));
        }
        await tell(traders.alice.newOrder, traders.bob.newOrder);
    });
    after(async () => {
        await Promise.all(connections.map((connection) => connection.disconnect()));
        await exchange?.discard();
    });

    const apiOf = async (name) => overSocket(await connect(clients[name].websocketAPI, api));

    it('reads the market over REST and over the WebSocket API', async () => {
        await retold(traders.alice);
        await retold(await apiOf('alice'));
    });

    it('places, asks and cancels every kind of order over REST', () => everyOrder(traders.alice, traders.bob));

    it('places, asks and cancels every kind of order over the WebSocket API', async () =>
        everyOrder(await apiOf('bob'), await apiOf('alice')));

    it('places orders beyond plain ones over REST', () => everySpecialOrder(traders.alice, traders.bob));

    it('places orders beyond plain ones over the WebSocket API', async () =>
        everySpecialOrder(await apiOf('bob'), await apiOf('alice')));

    it('is refused when its signature is another\'s', async () => {
        const {restAPI} = clientOf({apiKey: exchange.keys.alice.apiKey, secret: exchange.keys.bob.secret});
        await refused(traders.alice, restAPI.getAccount(), -1022);
    });

    it('signs with an Ed25519 key, and logs on with it', async () => {
        const keys = await exchange.ed25519Key('alice');
        const client = new Spot({
            configurationRestAPI: {...keys, basePath: exchange.http, timeout: 20_000},
            configurationWebsocketAPI: {...keys, wsURL: `${exchange.ws}/ws-api/v3`, timeout: 20_000},
        });
        assert.equal((await (await client.restAPI.getAccount()).data()).accountType, 'SPOT');
        const connection = await connect(client.websocketAPI, api);
        const [{data: session}] = await connection.sessionLogon();
        assert.equal(session.apiKey, keys.apiKey);
        assert.equal((await connection.sessionStatus()).data.apiKey, keys.apiKey);
        const events = new Inbox('user event');
        const {stream} = await connection.userDataStreamSubscribe();
        stream.on('message', events.push);
        await everyReport(events, traders.alice, traders.bob);
        await connection.sessionLogout();
        assert.equal((await connection.sessionStatus()).data.apiKey, null);
    });

    it('hears every stream on one socket', async () => {
        const connection = await connect(clients.alice.websocketStreams, streams);
        const started = {
            trade: connection.trade({symbol}),
            aggTrade: connection.aggTrade({symbol}),
            depth: connection.diffBookDepth({symbol, updateSpeed: '100ms'}),
            partialDepth: connection.partialBookDepth({symbol, levels: 5, updateSpeed: '100ms'}),
            bookTicker: connection.bookTicker({symbol}),
            kline: connection.kline({symbol, interval: '1m'}),
            ticker: connection.ticker({symbol}),
            miniTicker: connection.miniTicker({symbol}),
            miniTickers: connection.allMiniTicker(),
            avgPrice: connection.avgPrice({symbol}),
        };
        const inboxes = {};
        for (const [name, stream] of Object.entries(started)) {
            inboxes[name] = new Inbox(name);
            stream.on('message', inboxes[name].push);
        }
        assert.equal(connection.isSubscribed('dvmusd@trade'), true);
        await everyStream(inboxes, traders.alice, traders.bob);
        for (const stream of Object.values(started)) stream.unsubscribe();
        assert.equal(connection.isSubscribed('dvmusd@trade'), false);
        await isTheStreamsSocket(connection);
    });

    /// The connection's own calls: by name of a stream, and to the server.
    async function isTheStreamsSocket(connection) {
        const raw = new Inbox('message');
        connection.on('message', raw.push);
        connection.on('pong', () => raw.push('pong'));
        connection.subscribe(['dvmusd@depth']);
        await raw.next((message) => message !== 'pong' && JSON.parse(message).result === null);
        connection.pingServer();
        await raw.next((message) => message === 'pong');
        connection.unsubscribe('dvmusd@depth');
        connection.off('message', raw.push);
        assert.equal(connection.isConnected(), true);
    }

    it('hears what becomes of its own orders', async () => {
        const connection = await connect(clients.alice.websocketAPI, api);
        const events = new Inbox('user event');
        const {data, stream} = await connection.userDataStreamSubscribeSignature();
        stream.on('message', events.push);
        await everyReport(events, traders.alice, traders.bob);
        const subscriptions = (await connection.sessionSubscriptions()).data;
        assert.deepEqual(subscriptions.map((row) => row.subscriptionId), [data?.subscriptionId ?? 0]);
        await connection.userDataStreamUnsubscribe({subscriptionId: data?.subscriptionId});
        assert.deepEqual((await connection.sessionSubscriptions()).data, []);
    });

    it('asks by hand over the socket', async () => {
        const connection = await connect(clients.alice.websocketAPI, api);
        assert.deepEqual((await connection.sendMessage('ping')).data, {});
        assert.equal((await connection.sendSignedMessage('account.status')).data.accountType, 'SPOT');
        const pongs = new Inbox('pong');
        connection.on('pong', pongs.push);
        connection.pingServer();
        await pongs.next();
        connection.off('pong', pongs.push);
        assert.equal(connection.isConnected(), true);
    });

    it('leaves both accounts exact after hundreds of random orders', () =>
        tradeAtRandom([traders.alice, traders.bob]));

    it('offers nothing else on the contract', async () => {
        await Promise.all(connections.splice(0).map((connection) => connection.disconnect()));
        const later = [
            ['the older form of a pair: node-binance-api runs it', /^orderOco$|^orderListPlace$/],
            ['one pays for the other: not offered', /Opo/],
            ['smart order routing: later', /^sor/],
            ['later than the first contract',
                /^uiKlines$/, /^ticker$/, /[tT]ickerTradingDay/],
            ['block trades, allocations, reference prices: not offered',
                /[bB]lockTrade/, /^myAllocations$/, /^referencePrice/],
        ];
        rest.check([...later, ['any path, by hand', /^send(Signed)?Request$/]]);
        api.check([...later, ['trades.historical: later', /^tradesHistorical$/]]);
        streams.check([
            ['later than the first contract', /[rR]ollingWindowTicker/, /^klineOffset$/],
            ['block trades, reference prices: not offered', /^blockTrade$/, /^referencePrice$/],
            ['a listen key: the exchange has none any more', /^userData$/],
        ]);
    });
});
