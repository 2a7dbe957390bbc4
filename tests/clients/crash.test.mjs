// SPDX-License-Identifier: Apache-2.0
// The process dies under load, as often as DIVMID_KILLS says, and never contradicts what it told anybody.
import assert from 'node:assert/strict';
import {it} from 'node:test';

import {Exchange} from './exchange.mjs';
import {Notebook, acknowledged, check, trade} from './load.mjs';

const kills = Number(process.env.DIVMID_KILLS ?? 20);

it(`loses and doubles no acknowledged order through ${kills} kills`, {timeout: 900_000}, async () => {
    const exchange = await Exchange.start();
    try {
        let fills = 0;
        for (let round = 0; round < kills; ++round) {
            const notebooks = [new Notebook('alice'), new Notebook('bob')];
            const trading = notebooks.map((notebook) => trade(exchange, notebook, round));
            await acknowledged(notebooks, 100 + 37 * round);
            await exchange.kill();
            await Promise.all(trading);
            await exchange.serve();
            for (const notebook of notebooks) {
                await check(exchange, notebook);
                fills += notebook.fills.size;
            }
        }
        assert.ok(fills > kills);
        await exchange.stop();
        await exchange.replay();
    } finally {
        await exchange.discard();
    }
});
