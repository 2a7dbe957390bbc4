// SPDX-License-Identifier: Apache-2.0
// Clients name the same questions differently. The tests ask by one set of names; each takes the parameters of its REST
// path and gives the answer as the exchange gave it.

/// A client whose methods take just these parameters. `names`: question → method; `refusal` takes {code, msg} out of what
/// it throws; `answer` takes what the method gives out of the client's wrapping; `more` gives what the client wants with
/// every question.
export function asking(client, names, refusal, {answer = (given) => given, more = () => ({})} = {}) {
    const ask = (method) => async (parameters = {}) => answer(await client[method]({...parameters, ...more()}));
    return {...Object.fromEntries(Object.entries(names).map(([question, method]) => [question, ask(method)])), refusal};
}
