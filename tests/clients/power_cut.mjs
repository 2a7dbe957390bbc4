// SPDX-License-Identifier: Apache-2.0
// kill -9 is no test of durability: the kernel keeps what was written and not synced. Here the data lies on a file
// system behind a loop device; a copy of the device's backing file, taken while the process stands still, holds what a
// power cut would leave. Needs root. A control whose syncs do nothing (NO_SYNC, a preloaded library) must lose data,
// else the test proves nothing. DIVMID_CUTS: how many cuts (20).
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {it} from 'node:test';

import {Exchange} from './exchange.mjs';
import {Notebook, acknowledged, check, trade} from './load.mjs';

const cuts = Number(process.env.DIVMID_CUTS ?? 20);
const run = (program, ...words) => execFileSync(program, words, {stdio: 'pipe'});

class Disk {
    constructor() {
        this.folder = mkdtempSync(path.join(tmpdir(), 'divmid-disk-'));
        this.mount = path.join(this.folder, 'mnt');
        this.image = path.join(this.folder, 'image');
        mkdirSync(this.mount);
        run('truncate', '-s', '4G', this.image);
        run('mkfs.ext4', '-q', this.image);
        run('mount', '-o', 'loop', this.image, this.mount);
    }

    /// What the platters hold now.
    photograph() {
        run('cp', '--sparse=always', this.image, `${this.image}.cut`);
    }

    /// The power comes back.
    restore() {
        run('umount', this.mount);
        run('mv', `${this.image}.cut`, this.image);
        run('mount', '-o', 'loop', this.image, this.mount);
    }

    discard() {
        try {
            run('umount', this.mount);
        } finally {
            rmSync(this.folder, {recursive: true, force: true});
        }
    }
}

async function cut(disk, round, environment) {
    const exchange = new Exchange(path.join(disk.mount, 'data'));
    const notebooks = [new Notebook('alice'), new Notebook('bob')];
    try {
        await exchange.serve(environment);
        const trading = notebooks.map((notebook) => trade(exchange, notebook, round));
        await acknowledged(notebooks, 200 + 53 * (round % 17));
        exchange.process.kill('SIGSTOP');
        disk.photograph();
        await exchange.kill();
        await Promise.all(trading);
        disk.restore();
        await exchange.serve();
        for (const notebook of notebooks) await check(exchange, notebook);
        await exchange.stop();
        await exchange.replay();
    } finally {
        await exchange.kill();
    }
}

it(`loses nothing acknowledged in ${cuts} power cuts`, {timeout: 3_600_000}, async () => {
    const disk = new Disk();
    try {
        for (let round = 0; round < cuts; ++round) await cut(disk, round, {});
    } finally {
        disk.discard();
    }
});

it('would lose orders if it did not sync', {timeout: 600_000}, async () => {
    const disk = new Disk();
    try {
        await cut(disk, 0, {});
        await assert.rejects(cut(disk, 1, {LD_PRELOAD: process.env.NO_SYNC}));
    } finally {
        disk.discard();
    }
});
