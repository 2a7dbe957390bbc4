// SPDX-License-Identifier: Apache-2.0
// The package `binance`, by tiagosiebler.
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DefaultLogger, MainClient, WebsocketAPIClient, WebsocketClient} from 'binance';

import {asking} from './asking.mjs';
import {Exchange} from './exchange.mjs';
import {retold, symbol, tell} from './history.mjs';
import {Inbox} from './inbox.mjs';
import {everyOrder, refused} from './orders.mjs';
import {Coverage, offered, saying} from './reflection.mjs';
import {everySpecialOrder} from './special_orders.mjs';
import {everyReport, everyStream} from './streams.mjs';
import {tradeAtRandom} from './two_traders.mjs';

const rest = new Coverage('MainClient', offered(MainClient.prototype));
const api = new Coverage('WebsocketAPIClient', offered(WebsocketAPIClient.prototype));
const streams = new Coverage('WebsocketClient', offered(WebsocketClient.prototype));
const quiet = Object.fromEntries(Object.keys(DefaultLogger).map((level) => [level, () => undefined]));

const refusal = ({code, message, body, error}) => body ?? error ?? {code, msg: message};

const overRest = (client) => asking(client, {
    ping: 'testConnectivity', exchangeInfo: 'getExchangeInfo', depth: 'getOrderBook', trades: 'getRecentTrades',
    historicalTrades: 'getHistoricalTrades', aggTrades: 'getAggregateTrades', klines: 'getKlines', avgPrice: 'getAvgPrice',
    ticker24hr: 'get24hrChangeStatistics', tickerPrice: 'getSymbolPriceTicker', bookTicker: 'getSymbolOrderBookTicker',
    newOrder: 'submitNewOrder', testOrder: 'testNewOrder', getOrder: 'getOrder', cancelOrder: 'cancelOrder',
    cancelOpenOrders: 'cancelAllSymbolOrders', cancelReplace: 'replaceOrder', openOrders: 'getOpenOrders',
    allOrders: 'getAllOrders', myTrades: 'getAccountTradeList', account: 'getAccountInformation',
    commission: 'getCommissionRates', orderCount: 'getOrderRateLimit',
    preventedMatches: 'getPreventedMatches', newOco: 'submitNewOrderList', newOto: 'submitNewOrderListOTO',
    newOtoco: 'submitNewOrderListOTOCO', cancelList: 'cancelOCO', getList: 'getOCO', openLists: 'getAllOpenOCO',
    allLists: 'getAllOCO', executionRules: 'getExecutionRules',
}, refusal);
const answer = ({result}) => result;
const marketOverSocket = (client) => ({
    ...asking(client, marketQuestions, refusal, {answer}),
    ping: async () => answer(await client.testSpotConnectivity()),
    time: async () => answer(await client.getSpotServerTime()),
});
const marketQuestions = {
    exchangeInfo: 'getSpotExchangeInfo', depth: 'getSpotOrderBook',
    trades: 'getSpotRecentTrades', aggTrades: 'getSpotAggregateTrades', klines: 'getSpotKlines', avgPrice: 'getSpotAveragePrice',
    ticker24hr: 'getSpot24hrTicker', tickerPrice: 'getSpotSymbolPriceTicker', bookTicker: 'getSpotSymbolOrderBookTicker',
    executionRules: 'getSpotExecutionRules',
};
// Over the socket it leaves the time of a signed question to its user.
const overSocket = (client) => asking(client, {
    newOrder: 'submitNewSpotOrder', testOrder: 'testSpotOrder', getOrder: 'getSpotOrderStatus', cancelOrder: 'cancelSpotOrder',
    cancelOpenOrders: 'cancelAllSpotOpenOrders', cancelReplace: 'cancelReplaceSpotOrder',
    openOrders: 'getSpotOpenOrders', allOrders: 'getSpotAllOrders', myTrades: 'getSpotMyTrades',
    account: 'getSpotAccountInformation', commission: 'getSpotAccountCommission', orderCount: 'getSpotOrderRateLimits',
    amend: 'amendSpotOrderKeepPriority', preventedMatches: 'getSpotPreventedMatches', newOco: 'placeSpotOCOOrderList',
    newOto: 'placeSpotOTOOrderList', newOtoco: 'placeSpotOTOCOOrderList', cancelList: 'cancelSpotOrderList',
    getList: 'getSpotOrderListStatus', openLists: 'getSpotOpenOrderLists', allLists: 'getSpotAllOrderLists',
}, refusal, {answer, more: () => ({timestamp: Date.now()})});
const allOverSocket = (client) => ({...marketOverSocket(client), ...overSocket(client)});

describe('binance, only its URLs changed', {timeout: 120_000}, () => {
    let exchange;
    const traders = {};
    const sockets = [];

    const settings = ({apiKey, secret}) => ({api_key: apiKey, api_secret: secret, baseUrl: exchange.http, wsUrl: exchange.ws});
    // Its clock is set by the exchange's own host, whatever baseUrl says: it cannot be compared with that of another.
    const restOf = (keys) => new MainClient({...settings(keys), disableTimeSync: true});

    function apiOf(keys) {
        const client = new WebsocketAPIClient({...settings(keys), attachEventListeners: false}, quiet);
        sockets.push(client.getWSClient());
        return api.watch(client);
    }

    before(async () => {
        exchange = await Exchange.start();
        for (const [name, keys] of Object.entries(exchange.keys)) {
            traders[name] = overRest(rest.watch(restOf(keys)));
            traders[name].time = async () => (await fetch(`${exchange.http}/api/v3/time`)).json();
        }
        await tell(traders.alice.newOrder, traders.bob.newOrder);
    });
    after(async () => {
        for (const socket of sockets) socket.closeAll(true);
        await exchange?.discard();
    });

    it('reads the market over REST and over the WebSocket API', async () => {
        await retold(traders.alice);
        await retold(marketOverSocket(apiOf(exchange.keys.alice)));
    });

    it('places, asks and cancels every kind of order over REST', () => everyOrder(traders.alice, traders.bob));

    it('places, asks and cancels every kind of order over the WebSocket API', () =>
        everyOrder(overSocket(apiOf(exchange.keys.bob)), overSocket(apiOf(exchange.keys.alice))));

    it('places orders beyond plain ones over REST', () => everySpecialOrder(traders.alice, traders.bob));

    it('places orders beyond plain ones over the WebSocket API', async () =>
        everySpecialOrder(allOverSocket(apiOf(exchange.keys.bob)), overSocket(apiOf(exchange.keys.alice))));

    it('is refused when its signature is another\'s', async () => {
        const forger = overRest(restOf({apiKey: exchange.keys.alice.apiKey, secret: exchange.keys.bob.secret}));
        await refused(forger, forger.account({}), -1022);
    });

    it('signs with an Ed25519 key, and logs on with it', async () => {
        const {apiKey, privateKey} = await exchange.ed25519Key('alice');
        assert.equal((await restOf({apiKey, secret: privateKey}).getAccountInformation()).accountType, 'SPOT');
        const client = apiOf({apiKey, secret: privateKey});
        const events = new Inbox('user event');
        client.getWSClient().on('message', (event) => event.e && events.push(event));
        await client.subscribeUserDataStream('mainWSAPI');
        assert.equal((await client.getSpotSessionStatus()).result.apiKey, apiKey);
        await everyReport(events, overSocket(client), traders.bob);
    });

    it('hears every stream on one socket', async () => {
        const socket = new WebsocketClient({wsUrl: exchange.ws}, quiet);
        sockets.push(socket);
        const names = {
            'dvmusd@trade': 'trade', 'dvmusd@aggTrade': 'aggTrade', 'dvmusd@depth@1000ms': 'depth',
            'dvmusd@depth5@100ms': 'partialDepth', 'dvmusd@bookTicker': 'bookTicker', 'dvmusd@kline_1m': 'kline',
            'dvmusd@ticker': 'ticker', 'dvmusd@miniTicker': 'miniTicker', '!miniTicker@arr': 'miniTickers',
        };
        const inboxes = Object.fromEntries(Object.values(names).map((name) => [name, new Inbox(name)]));
        // It adds to each event which stream it came by.
        socket.on('message', (event) => inboxes[names[(Array.isArray(event) ? event[0] : event).streamName]]?.push(event));
        const watched = streams.watch(socket);
        await watched.subscribeSpotTrades(symbol);
        await watched.subscribeSpotAggregateTrades(symbol);
        await watched.subscribeSpotDiffBookDepth(symbol);
        await watched.subscribeSpotPartialBookDepth(symbol, 5, 100);
        await watched.subscribeSpotSymbolBookTicker(symbol);
        await watched.subscribeSpotKline(symbol, '1m');
        await watched.subscribeSpotSymbol24hrTicker(symbol);
        await watched.subscribeSpotSymbolMini24hrTicker(symbol);
        await watched.subscribeSpotAllMini24hrTickers();
        await everyStream(inboxes, traders.alice, traders.bob);
        await watched.unsubscribe('dvmusd@trade', 'main');
        await watched.subscribe('dvmusd@depth', 'main');
    });

    it('hears what becomes of its own orders', async () => {
        const client = apiOf(exchange.keys.alice);
        const events = new Inbox('user event');
        client.getWSClient().on('message', (event) => event.e && events.push(event));
        await client.subscribeUserDataStream('mainWSAPI');
        assert.ok(client.getSubscribedUserDataStreamState('mainWSAPI').subscribedAt);
        await everyReport(events, traders.alice, traders.bob);
        await client.unsubscribeUserDataStream('mainWSAPI');
    });

    it('leaves both accounts exact after hundreds of random orders', () =>
        tradeAtRandom([traders.alice, traders.bob]));

    it('offers nothing else on the contract', () => {
        const orders = [
            ['the older form of a pair: node-binance-api runs it', /^submitNewOCO$|^placeSpotOrderList$/],
            ['one pays for the other: not offered', /OPO/],
            ['smart order routing: later', /SOR/],
            ['later than the first contract', /UIKlines/, /TradingDay/],
            ['block trades, allocations, reference prices: not offered',
                /BlockTrades/, /Allocations/, /ReferencePrice/],
        ];
        rest.check([
            ...orders,
            ['asks the futures product: its fault', /^amendOrderKeepPriority$/],
            ['a window of any length: later', /^getRollingWindowTicker$/],
            ['another product: wallet, margin, futures, alpha …',
                saying(/\b(sapi|fapi|bapi)\//), /^getBrokerUserCustomisedId$/],
            ['a listen key: the exchange has none any more', /SpotUserDataListenKey/],
            ['asks its own host whatever baseUrl says: its fault',
                /^getServerTime$/, /^(fetchTimeOffset|syncTime|fetchLatencySummary)$/],
            ['any path, by hand', /^(get|post|put|delete)(Private)?$/, /^getForBaseUrl$/, /^_call$/],
            ['asks nothing',
                /^(getBaseUrlKey|getOrderIdPrefix|generateNewOrderId|getRateLimitStates|[gs]etTimeOffset)$/,
                /^(validateOrderId|parseException|updateApiLimitState)$/],
        ]);
        api.check([
            ...orders,
            ['trades.historical, ticker: later', /^getSpotHistoricalTrades$/, /^getSpotTicker$/],
            ['futures: not offered', /Futures/],
            ['a listen key: the exchange has none any more', /UserDataStreamForKey$/],
            ['asks nothing',
                /^(getWSClient|setTimeOffsetMs|disconnectAll|clearUserDataStreamTimers)$/,
                /^setup|^handleWS|^tryResubscribe/],
        ]);
        streams.check([
            ['futures, margin, alpha: not offered',
                /Margin|Futures|Coin|Mark|Index|Liquidation|Continuous|Contract|Alpha|Portfolio/],
            ['another product\'s, or one that the exchange has given up',
                /BlockTrades$|AllBookTickers$|All24hrTickers$|RollingWindow/],
            ['a listen key: the exchange has none any more',
                /SpotUserDataStream/, /^(close|respawn)UserDataStream$|^getUserDataStreamManager$/],
            ['run as subscribeSpot…, which names the product',
                /^subscribe(AggregateTrades|Trades|Klines|SymbolMini24hrTicker|AllMini24hrTickers|Symbol24hrTicker|SymbolBookTicker)$/,
                /^subscribe(PartialBookDepths|DiffBookDepth|Endpoint)$|^subscribeTopics|^unsubscribeTopics/],
            ['run by WebsocketAPIClient', /WSAPI/],
            ['its own plumbing',
                /^(get|set|is|on|clear|connect|close|assert|request(Subs|Unsubs))/, /^send(Auth|Ping|Pong)/,
                /^sign|^sort|^resolve|^parse/,
                /^(ping|tryWsSend|reconnectWithDelay|executeReconnectableClose|triggerCustomReconnectionWorkflow|removeCachedMidFlightRequest)$/],
        ]);
    });
});
