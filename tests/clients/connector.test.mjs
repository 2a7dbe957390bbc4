// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';
import {after, before, describe, it} from 'node:test';
import connector from '@binance/connector';

import {Exchange} from './exchange.mjs';

const {Spot, WebsocketAPI, WebsocketStream} = connector;
const symbol = 'DVMUSD';
const quiet = new console.Console({stdout: new (await import('node:stream')).PassThrough()});

/// The callbacks of a connector socket as an emitter, so that a test can wait for the next message.
function inbox() {
    const events = new EventEmitter();
    return {
        events,
        callbacks: {
            open: () => events.emit('open'),
            close: () => events.emit('close'),
            message: (text) => events.emit('message', JSON.parse(text)),
        },
        async next(wanted) {
            for await (const [message] of onMessage(events)) if (wanted(message)) return message;
        },
    };
}

async function* onMessage(events) {
    for (;;) yield await once(events, 'message');
}

describe('@binance/connector, only its URLs changed', {timeout: 60_000}, () => {
    let exchange, alice, bob;
    const sockets = [];

    before(async () => {
        exchange = await Exchange.start();
        const spot = (name) => new Spot(exchange.keys[name].apiKey, exchange.keys[name].secret,
                                        {baseURL: exchange.http, wsURL: exchange.ws, logger: quiet});
        alice = spot('alice');
        bob = spot('bob');
    });
    after(async () => {
        for (const socket of sockets) socket.disconnect();
        await exchange?.discard();
    });

    it('reads the market, places, queries and cancels over REST', async () => {
        const {data: info} = await alice.exchangeInfo({symbol});
        assert.equal(info.symbols[0].symbol, symbol);

        const {data: order} = await alice.newOrder(symbol, 'BUY', 'LIMIT',
                                                   {price: '0.5000', quantity: '2.00', timeInForce: 'GTC', newClientOrderId: 'mine-1'});
        assert.equal(order.status, 'NEW');
        assert.equal(order.clientOrderId, 'mine-1');
        const {data: found} = await alice.getOrder(symbol, {origClientOrderId: 'mine-1'});
        assert.equal(found.orderId, order.orderId);
        const {data: open} = await alice.openOrders({symbol});
        assert.deepEqual(open.map((o) => o.orderId), [order.orderId]);
        const {data: depth} = await alice.depth(symbol);
        assert.deepEqual(depth.bids, [['0.500000', '2.000000']]);
        const {data: gone} = await alice.cancelOrder(symbol, {orderId: order.orderId});
        assert.equal(gone.status, 'CANCELED');
        assert.equal(gone.origClientOrderId, 'mine-1');
    });

    it('watches a trade and the change of depth that it made', async () => {
        const trades = inbox();
        const depths = inbox();
        const tradeStream = new WebsocketStream({logger: quiet, callbacks: trades.callbacks, wsURL: exchange.ws});
        const depthStream = new WebsocketStream({logger: quiet, callbacks: depths.callbacks, wsURL: exchange.ws, combinedStreams: true});
        sockets.push(tradeStream, depthStream);
        const opened = [once(trades.events, 'open'), once(depths.events, 'open')];
        tradeStream.trade(symbol);
        depthStream.diffBookDepth(symbol, '100ms');
        await Promise.all(opened);

        const traded = trades.next((m) => m.e === 'trade');
        const changed = depths.next((m) => m.data?.e === 'depthUpdate');
        await alice.newOrder(symbol, 'SELL', 'LIMIT', {price: '0.6000', quantity: '5.00', timeInForce: 'GTC'});
        const {data: taken} = await bob.newOrder(symbol, 'BUY', 'MARKET', {quantity: '1.00'});
        assert.equal(taken.status, 'FILLED');
        assert.equal(taken.fills.length, 1);

        const trade = await traded;
        assert.equal(Number(trade.p), 0.6);
        assert.equal(Number(trade.q), 1);
        assert.equal(trade.m, false);
        const change = await changed;
        assert.equal(change.stream, 'dvmusd@depth@100ms');
        assert.equal(Number(change.data.a[0][0]), 0.6);
    });

    it('trades over the WebSocket API', async () => {
        const answers = inbox();
        const api = new WebsocketAPI(exchange.keys.alice.apiKey, exchange.keys.alice.secret,
                                     {logger: quiet, callbacks: answers.callbacks, wsURL: `${exchange.ws}/ws-api/v3`});
        sockets.push(api);
        await once(answers.events, 'open');
        const ask = async (call, id) => {
            const answer = answers.next((m) => m.id === id);
            call(id);
            return answer;
        };
        const placed = await ask((id) => api.newOrder(symbol, 'BUY', 'LIMIT',
            {id, price: '0.4000', quantity: '5.00', timeInForce: 'GTC', newClientOrderId: 'over a socket?'}), 'refused');
        assert.equal(placed.status, 400);
        assert.equal(placed.error.code, -1100);
        const good = await ask((id) => api.newOrder(symbol, 'BUY', 'LIMIT',
            {id, price: '0.4000', quantity: '5.00', timeInForce: 'GTC', newClientOrderId: 'over:a/socket'}), 'good');
        assert.equal(good.status, 200, JSON.stringify(good));
        const status = await ask((id) => api.getOrder(symbol, {id, orderId: good.result.orderId}), 'status');
        assert.equal(status.result.status, 'NEW');
        const gone = await ask((id) => api.cancelOrder(symbol, {id, orderId: good.result.orderId}), 'gone');
        assert.equal(gone.result.status, 'CANCELED');
        const account = await ask((id) => api.account({id}), 'account');
        assert.equal(account.result.balances.find((b) => b.asset === 'USD').locked.replace(/[0.]/g, ''), '');
    });
});
