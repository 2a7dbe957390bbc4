// SPDX-License-Identifier: Apache-2.0
// What a client offers, read off the client itself, so that nothing it can do is overlooked: each method is either run by
// the test or named with the reason why it is not.
import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';

/// The methods of an object, its own and its classes', by name. What Node's own classes give is not counted.
export function offered(object) {
    const methods = new Map();
    for (let level = object; level && !kNodes.has(level); level = Object.getPrototypeOf(level))
        for (const [name, {value}] of Object.entries(Object.getOwnPropertyDescriptors(level)))
            if (typeof value === 'function' && name !== 'constructor' && !methods.has(name)) methods.set(name, value);
    return methods;
}

const kNodes = new Set([Object.prototype, Function.prototype, EventEmitter.prototype]);

/// A method whose text says so: which path it asks, whom it calls.
export const saying = (pattern) => (name, method) => pattern.test(method);

/// The calls of one kind of client object, from however many instances of it.
export class Coverage {
    #run = new Set();

    constructor(what, methods) {
        this.what = what;
        this.methods = methods;
    }

    /// The object as it is; a call on it that ends well is counted. What the client calls inside itself is not.
    watch(object) {
        return new Proxy(object, {
            get: (target, name) => {
                const value = Reflect.get(target, name);
                if (typeof value !== 'function' || !this.methods.has(name)) return value;
                return (...words) => this.#counted(name, value.apply(target, words));
            },
        });
    }

    #counted(name, result) {
        if (typeof result?.then !== 'function') {
            this.#run.add(name);
            return result;
        }
        return result.then((value) => {
            this.#run.add(name);
            return value;
        });
    }

    /// `reasons`: rows of a sentence and the patterns of what it holds for: of the name, or of the method's text by
    /// saying(). A method without a row fails, and so does a row without a method: the table tells no more than is true.
    check(reasons) {
        const left = [...this.methods].filter(([name]) => !this.#run.has(name));
        const explains = (pattern, name, method) =>
            typeof pattern === 'function' ? pattern(name, method) : pattern.test(name);
        const explained = ([name, method]) =>
            reasons.some(([, ...patterns]) => patterns.some((pattern) => explains(pattern, name, method)));
        const names = left.filter((entry) => !explained(entry)).map(([name]) => name);
        assert.deepEqual(names, [], `${this.what}: neither run nor explained`);
        const idle = reasons.flatMap(([reason, ...patterns]) =>
            patterns.filter((pattern) => !left.some(([name, method]) => explains(pattern, name, method)))
                .map((pattern) => `${reason}: ${pattern}`));
        assert.deepEqual(idle, [], `${this.what}: explains nothing`);
    }
}
