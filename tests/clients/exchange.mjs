// SPDX-License-Identifier: Apache-2.0
// A real exchange in a process of its own: the binary that ships, a data directory of its own, a port that the kernel
// picks. Used by every test here as a stranger would use it.
import {spawn, execFile} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

/// Rates that no test here reaches.
const settings = path.resolve(import.meta.dirname, '../no_limits.toml');
const binary = process.env.DIVMID_BIN ?? path.resolve(import.meta.dirname, '../../build/release/gateway/divmid');

/// Limits that protect the exchange from strangers, out of the way of tests that ask all they can from one address.
const generous = `
[rates]
weight_per_minute = 1000000000
requests_per_5_minutes = 1000000000
handshakes_per_5_minutes = 1000000
orders_per_10_seconds = 1000000
orders_per_day = 1000000000

[streams]
messages_per_second = 1000
`;

export class Exchange {
    /// Starts on an empty data directory with the demo market and two funded accounts.
    static async start() {
        const exchange = new Exchange(await mkdtemp(path.join(tmpdir(), 'divmid-')));
        await exchange.serve();
        return exchange;
    }

    constructor(data) {
        this.data = data;
    }

    /// `environment` is added to this process's own.
    async serve(environment = {}) {
        this.errors = '';
        this.process = spawn(binary, ['serve', '--demo', '--config', settings, '--data', this.data,
                                      '--listen', '127.0.0.1:0'],
                             {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...environment}});
        this.process.stderr.on('data', (text) => { this.errors += text; });
        const port = await this.#boundPort();
        this.process.stdout.resume();
        this.http = `http://127.0.0.1:${port}`;
        this.ws = `ws://127.0.0.1:${port}`;
        this.keys = JSON.parse(await readFile(path.join(this.data, 'demo-keys.json'), 'utf8'));
    }

    /// The process says where it listens once it serves.
    async #boundPort() {
        let said = '';
        for await (const text of this.process.stdout.iterator({destroyOnReturn: false})) {
            said += text;
            const match = said.match(/http:\/\/127\.0\.0\.1:(\d+)/);
            if (match) return match[1];
        }
        throw new Error(`the exchange ended before it served:\n${said}\n${this.errors}`);
    }

    /// As a power-less process dies: no handler runs, nothing is flushed.
    async kill() {
        if (!this.#running()) return;
        const exited = once(this.process, 'exit');
        this.process.kill('SIGKILL');
        await exited;
    }

    async stop() {
        if (!this.#running()) return;
        const exited = once(this.process, 'exit');
        this.process.kill('SIGTERM');
        const [code] = await exited;
        if (code !== 0) throw new Error(`the exchange stopped with ${code}:\n${this.errors}`);
    }

    #running() {
        return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
    }

    /// A further key of an account, with which its owner signs by Ed25519; the exchange knows its public half only.
    async ed25519Key(account) {
        const {publicKey, privateKey} = generateKeyPairSync('ed25519');
        const raw = publicKey.export({format: 'der', type: 'spki'}).subarray(-32).toString('hex');
        const words = ['key', 'add', account, '--data', this.data, '--scopes', 'read,trade', '--public-key', raw, '--reason', 'tests'];
        const {stdout} = await promisify(execFile)(binary, words);
        return {apiKey: JSON.parse(stdout).apiKey, privateKey: privateKey.export({format: 'pem', type: 'pkcs8'})};
    }

    /// Runs the log through a fresh engine; the exchange must be stopped.
    async replay() {
        return (await promisify(execFile)(binary, ['replay', this.data])).stdout;
    }

    async discard() {
        await this.stop();
        await rm(this.data, {recursive: true, force: true});
        await rm(`${this.data}.toml`, {force: true});
    }
}
