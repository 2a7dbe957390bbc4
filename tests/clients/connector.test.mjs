// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {PassThrough} from 'node:stream';
import connector from '@binance/connector';

import {Exchange} from './exchange.mjs';
import {retold, symbol, tell} from './history.mjs';
import {Inbox, inTime} from './inbox.mjs';
import {everyOrder, refused} from './orders.mjs';
import {Coverage, offered, saying} from './reflection.mjs';
import {everySpecialOrder} from './special_orders.mjs';
import {everyReport, everyStream} from './streams.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const {PrivateKeyAlgo, Spot, WebsocketAPI, WebsocketStream} = connector;
const logger = new console.Console({stdout: new PassThrough()});

const rest = new Coverage('Spot', offered(Spot.prototype));
const streams = new Coverage('WebsocketStream', offered(WebsocketStream.prototype));
const api = new Coverage('WebsocketAPI', offered(WebsocketAPI.prototype));

/// The parameters of a path as this client's methods take them, and the answer out of its wrapping.
function asking(spot) {
    const data = async (response) => (await response).data;
    const withSymbol = (method) => ({symbol, ...more}) => data(spot[method](symbol, more));
    return {
        ping: () => data(spot.ping()),
        time: (more) => data(spot.time(more)),
        exchangeInfo: (more) => data(spot.exchangeInfo(more)),
        depth: withSymbol('depth'),
        trades: withSymbol('trades'),
        historicalTrades: withSymbol('historicalTrades'),
        aggTrades: withSymbol('aggTrades'),
        klines: ({symbol, interval, ...more}) => data(spot.klines(symbol, interval, more)),
        avgPrice: withSymbol('avgPrice'),
        ticker24hr: ({symbol}) => data(spot.ticker24hr(symbol)),
        tickerPrice: ({symbol}) => data(spot.tickerPrice(symbol)),
        bookTicker: ({symbol}) => data(spot.bookTicker(symbol)),
        newOrder: ({symbol, side, type, ...more}) => data(spot.newOrder(symbol, side, type, more)),
        testOrder: ({symbol, side, type, ...more}) => data(spot.newOrderTest(symbol, side, type, more)),
        getOrder: withSymbol('getOrder'),
        cancelOrder: withSymbol('cancelOrder'),
        cancelOpenOrders: withSymbol('cancelOpenOrders'),
        cancelReplace: ({symbol, side, type, cancelReplaceMode, ...more}) =>
            data(spot.cancelAndReplace(symbol, side, type, cancelReplaceMode, more)),
        openOrders: (more) => data(spot.openOrders(more)),
        allOrders: withSymbol('allOrders'),
        myTrades: withSymbol('myTrades'),
        account: (more) => data(spot.account(more)),
        orderCount: (more) => data(spot.orderCount(more)),
        newOco: ({symbol, side, quantity, aboveType, belowType, ...more}) =>
            data(spot.newOCOOrder(symbol, side, quantity, aboveType, belowType, more)),
        cancelList: withSymbol('cancelOCOOrder'),
        getList: (more) => data(spot.getOCOOrder(more)),
        openLists: (more) => data(spot.getOpenOCOOrders(more)),
        allLists: (more) => data(spot.getOCOOrders(more)),
        refusal: (error) => error.response?.data,
    };
}

/// The same over a socket: a message out, and the message with its id back.
function askingOver(socket, inbox) {
    let ids = 0;
    const ask = async (call) => {
        const id = `ask-${++ids}`;
        call(id);
        const answer = await inbox.next((message) => message.id === id);
        if (answer.status !== 200) throw Object.assign(new Error(answer.error.msg), answer.error);
        return answer.result;
    };
    const alone = (method) => (more) => ask((id) => socket[method]({...more, id}));
    const withSymbol = (method) => ({symbol, ...more}) => ask((id) => socket[method](symbol, {...more, id}));
    const typed = (method) => ({symbol, side, type, ...more}) =>
        ask((id) => socket[method](symbol, side, type, {...more, id}));
    return {
        ping: alone('ping'),
        time: alone('time'),
        exchangeInfo: alone('exchangeInfo'),
        depth: withSymbol('orderbook'),
        trades: withSymbol('trades'),
        aggTrades: withSymbol('aggTrades'),
        klines: ({symbol, interval, ...more}) => ask((id) => socket.klines(symbol, interval, {...more, id})),
        ticker24hr: alone('ticker24hr'),
        tickerPrice: alone('tickerPrice'),
        bookTicker: alone('tickerBook'),
        newOrder: typed('newOrder'),
        testOrder: typed('testNewOrder'),
        getOrder: withSymbol('getOrder'),
        cancelOrder: withSymbol('cancelOrder'),
        cancelOpenOrders: withSymbol('cancelOpenOrders'),
        cancelReplace: ({symbol, side, type, cancelReplaceMode, ...more}) =>
            ask((id) => socket.cancelReplaceOrder(symbol, cancelReplaceMode, side, type, {...more, id})),
        openOrders: withSymbol('openOrders'),
        allOrders: withSymbol('orderHistory'),
        myTrades: withSymbol('myTrades'),
        account: alone('account'),
        orderCount: alone('orderLimit'),
        newOco: ({symbol, side, quantity, aboveType, belowType, ...more}) =>
            ask((id) => socket.newOCOOrder(symbol, side, quantity, aboveType, belowType, {...more, id})),
        getList: alone('getOCOOrder'),
        openLists: alone('getOCOOpenOrders'),
        allLists: alone('ocoOrderHistory'),
        cancelList: withSymbol('cancelOCOOrder'),
        preventedMatches: withSymbol('preventedMatches'),
        unsigned: (method, more) => ask((id) => socket.sendMessage(method, {...more, id})),
        signed: (method, more) => ask((id) => socket.sendSignatureMessage(method, {...more, id})),
        refusal: (error) => error,
    };
}

describe('@binance/connector, only its URLs changed', {timeout: 120_000}, () => {
    let exchange;
    const traders = {};
    const sockets = [];

    /// A socket of the client's, what comes out of it, and apart from that the user's events.
    async function open(Socket, coverage, begin, ...words) {
        const inbox = new Inbox('message');
        const events = new Inbox('user event');
        const sort = (message) => message.event ? events.push(message.event) : inbox.push(message);
        const wsURL = Socket === WebsocketAPI ? `${exchange.ws}/ws-api/v3` : exchange.ws;
        let socket;
        await inTime(new Promise((isOpen) => {
            const callbacks = {open: isOpen, message: (text) => sort(JSON.parse(text))};
            socket = coverage.watch(new Socket(...words, {logger, callbacks, wsURL}));
            sockets.push(socket);
            begin?.(socket);
        }), 'connection');
        return {socket, inbox, events};
    }

    before(async () => {
        exchange = await Exchange.start();
        for (const [name, {apiKey, secret}] of Object.entries(exchange.keys))
            traders[name] = asking(rest.watch(new Spot(apiKey, secret, {baseURL: exchange.http})));
        await tell(traders.alice.newOrder, traders.bob.newOrder);
    });
    after(async () => {
        for (const socket of sockets) socket.disconnect();
        await exchange?.discard();
    });

    const apiOf = async (name) => {
        const {apiKey, secret} = exchange.keys[name];
        const {socket, inbox, events} = await open(WebsocketAPI, api, undefined, apiKey, secret);
        return {...askingOver(socket, inbox), events};
    };

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
        const forger = asking(new Spot(exchange.keys.alice.apiKey, exchange.keys.bob.secret, {baseURL: exchange.http}));
        await refused(forger, forger.account({}), -1022);
    });

    it('signs with an Ed25519 key', async () => {
        const {apiKey, privateKey} = await exchange.ed25519Key('alice');
        const options = {baseURL: exchange.http, privateKey, privateKeyAlgo: PrivateKeyAlgo.ED25519};
        assert.equal((await new Spot(apiKey, '', options).account()).data.accountType, 'SPOT');
    });

    it('hears every stream', async () => {
        const begin = {
            trade: (socket) => socket.trade(symbol),
            aggTrade: (socket) => socket.aggTrade(symbol),
            depth: (socket) => socket.diffBookDepth(symbol, '100ms'),
            partialDepth: (socket) => socket.partialBookDepth(symbol, '5', '100ms'),
            bookTicker: (socket) => socket.bookTicker(symbol),
            kline: (socket) => socket.kline(symbol, '1m'),
            ticker: (socket) => socket.ticker(symbol),
            miniTicker: (socket) => socket.miniTicker(symbol),
            miniTickers: (socket) => socket.miniTicker(),
        };
        const inboxes = {};
        for (const [name, start] of Object.entries(begin))
            inboxes[name] = (await open(WebsocketStream, streams, start)).inbox;
        await everyStream(inboxes, traders.alice, traders.bob);
    });

    it('subscribes and unsubscribes on one socket', async () => {
        const {socket, inbox} = await open(WebsocketStream, streams, (opening) => opening.subscribe('dvmusd@trade'));
        socket.subscribe(['dvmusd@depth@100ms']);
        assert.equal((await inbox.next((message) => message.id !== undefined)).result, null);
        socket.unsubscribe(['dvmusd@depth@100ms']);
        assert.equal((await inbox.next((message) => message.id !== undefined)).result, null);
        assert.equal(socket.isConnected(), true);
        socket.send(JSON.stringify({method: 'LIST_SUBSCRIPTIONS', id: 'list'}));
        assert.deepEqual((await inbox.next((message) => message.id === 'list')).result, ['dvmusd@trade']);
        socket.pingServer();
    });

    it('hears what becomes of its own orders', async () => {
        const alice = await apiOf('alice');
        assert.deepEqual(await alice.unsigned('ping'), {});
        await alice.signed('userDataStream.subscribe.signature');
        await everyReport(alice.events, traders.alice, traders.bob);
    });

    it('asks by hand', async () => {
        const spot = rest.watch(new Spot(exchange.keys.alice.apiKey, exchange.keys.alice.secret, {baseURL: exchange.http}));
        assert.ok((await spot.publicRequest('GET', '/api/v3/time')).data.serverTime > 0);
        assert.equal((await spot.signRequest('GET', '/api/v3/account')).data.accountType, 'SPOT');
        assert.equal((await spot.tradeFee()).data[0].symbol, symbol);
        assert.deepEqual((await spot.coinInfo()).data, []);
    });

    it('leaves both accounts exact after hundreds of random orders', () =>
        tradeAtRandom([traders.alice, traders.bob]));

    it('offers nothing else on the contract', () => {
        for (const socket of sockets.splice(0)) socket.disconnect();
        rest.check([
            ['later than the first contract', /^uiklines$/, /^rollingWindowTicker$/],
            ['a listen key: the exchange has none any more', /ListenKey$/],
            ['another product: wallet, margin, …', saying(/['"`]\/sapi\//)],
        ]);
        streams.check([
            ['later than the first contract', /^rollingWindowTicker$/],
            ['a listen key: the exchange has none any more', /^userData$/],
            ['asks over REST: Spot is for that', /^(public|sign)Request$/],
            ['opens the socket: each of these does', /^_prepareURL$|^initConnect$/],
        ]);
        api.check([
            ['later than the first contract', /^uiKlines$/, /^ticker$/, /^historicalTrades$/],
            ['takes no id, so nobody can tell its answer: the client\'s fault', /^avgPrice$/],
            ['a listen key: the exchange has none any more', /UserDataStream$/],
            ['asks with the key alone, which nothing here takes', /^sendMessageWithAPIKey$/],
            ['asks over REST: Spot is for that', /^(public|sign)Request$/],
            ['opens the socket: as soon as there is one', /^_prepareURL$|^initConnect$/],
            ['the socket itself: run on WebsocketStream', /^(isConnected|pingServer|send)$/],
        ]);
    });
});
