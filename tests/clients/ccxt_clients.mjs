// SPDX-License-Identifier: Apache-2.0
// ccxt pointed at an exchange, in each of the ways that README names.
import ccxt from 'ccxt';

import {asking} from './asking.mjs';
import {Coverage} from './reflection.mjs';

const account = (exchange, name) => ({
    apiKey: exchange.keys[name].apiKey,
    secret: exchange.keys[name].secret,
    enableRateLimit: false,  // Its own brake for the public exchange.
});

/// Trades spot only, so its URLs are all; sapi is where it asks for fees.
export function binanceus(exchange, name) {
    const client = new ccxt.binanceus(account(exchange, name));
    client.urls.api.public = client.urls.api.private = `${exchange.http}/api/v3`;
    client.urls.api.sapi = `${exchange.http}/sapi/v1`;
    return client;
}

/// Told that there is nothing but spot; with its streams, which over plain ws:// want an agent loaded.
export async function binance(exchange, name) {
    const client = new ccxt.pro.binance({
        ...account(exchange, name),
        options: {fetchMarkets: {types: ['spot']}, fetchCurrencies: false, fetchMargins: false},
    });
    client.urls.api.public = client.urls.api.private = `${exchange.http}/api/v3`;
    client.urls.api.sapi = `${exchange.http}/sapi/v1`;
    client.urls.api.ws.spot = `${exchange.ws}/ws`;
    client.urls.api.ws['ws-api'].spot = `${exchange.ws}/ws-api/v3`;
    await client.loadHttpProxyAgent();
    return client;
}

/// Told nothing: every product's URL leads here, and the exchange says that it has none of them.
export function binanceWithoutOptions(exchange, name) {
    const client = new ccxt.binance(account(exchange, name));
    for (const [product, url] of Object.entries(client.urls.api))
        if (typeof url === 'string') client.urls.api[product] = url.replace(/^https:\/\/[^/]+/, exchange.http);
    return client;
}

/// What ccxt says it can do on an exchange, and each path of ours as it can be asked by itself; over a socket or else
/// over REST.
export function coverageOf(client, {overSocket}) {
    const said = Object.keys(client.has).filter((name) => client.has[name] && typeof client[name] === 'function');
    const paths = Object.keys(client).filter((name) => /^(public|private)(Get|Post|Put|Delete)[A-Z]/.test(name));
    const names = [...said, ...paths].filter((name) => /Ws$|^(un)?[wW]atch/.test(name) === overSocket);
    return new Coverage(client.id, new Map(names.map((name) => [name, client[name]])));
}

/// A method of ccxt's that asks only what belongs to other products.
export const asksOtherProducts = (name, method) => {
    const asks = (who) => new RegExp(`this\\.(${who})\\w*(Get|Post|Put|Delete)`).test(method);
    return asks('sapi|fapi|dapi|eapi|papi') && !asks('public|private');
};

/// Out of the text of an exception: `binance {"code":-2013,…}`, or, of sentences that it knows, `binance Order would …`.
export function refusal({message}) {
    const json = message.indexOf('{');
    return json < 0 ? {msg: message.slice(message.indexOf(' ') + 1)} : JSON.parse(message.slice(json));
}

/// Path by path, with numbers as numbers; by itself ccxt makes them text.
export function asked(client) {
    client.quoteJsonNumbers = false;
    return asking(client, {
        ping: 'publicGetPing', time: 'publicGetTime', exchangeInfo: 'publicGetExchangeInfo', depth: 'publicGetDepth',
        trades: 'publicGetTrades', historicalTrades: 'publicGetHistoricalTrades', aggTrades: 'publicGetAggTrades',
        klines: 'publicGetKlines', avgPrice: 'publicGetAvgPrice', ticker24hr: 'publicGetTicker24hr',
        tickerPrice: 'publicGetTickerPrice', bookTicker: 'publicGetTickerBookTicker', newOrder: 'privatePostOrder',
        testOrder: 'privatePostOrderTest', getOrder: 'privateGetOrder', cancelOrder: 'privateDeleteOrder',
        cancelOpenOrders: 'privateDeleteOpenOrders', cancelReplace: 'privatePostOrderCancelReplace',
        openOrders: 'privateGetOpenOrders', allOrders: 'privateGetAllOrders', myTrades: 'privateGetMyTrades',
        account: 'privateGetAccount', commission: 'privateGetAccountCommission', orderCount: 'privateGetRateLimitOrder',
        newOldOco: 'privatePostOrderOco', newOco: 'privatePostOrderListOco', newOto: 'privatePostOrderListOto',
        newOtoco: 'privatePostOrderListOtoco', cancelList: 'privateDeleteOrderList', getList: 'privateGetOrderList',
        openLists: 'privateGetOpenOrderList', allLists: 'privateGetAllOrderList',
        preventedMatches: 'privateGetMyPreventedMatches', executionRules: 'publicGetExecutionRules',
        ...(client.privateGetMyFilters && {myFilters: 'privateGetMyFilters'}),  // A path of binanceus alone.
    }, refusal);
}
