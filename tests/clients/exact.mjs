// SPDX-License-Identifier: Apache-2.0
// Decimal strings as whole numbers of the smallest unit: a test of money does not round.

const kScale = 6;  // Of both demo assets.

export function units(text) {
    const [whole, fraction = ''] = String(text).split('.');
    return BigInt(whole + fraction.padEnd(kScale, '0'));
}
