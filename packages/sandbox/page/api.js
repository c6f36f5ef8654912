import { say } from './dom.js';

const messageOf = (answer, status) => {
  const issues = answer?.errors?.map(({ param, message }) => (param ? `${param}: ${message}` : message));
  return issues?.join('; ') ?? `The sandbox answered ${status}`;
};

/** Asks the admin API; rejects with what it says is wrong. */
export const ask = async (method, name, body) => {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`/_sandbox/${name}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(messageOf(answer, response.status));
  return answer;
};

const listeners = [];

/** Called after every action, so that the page shows at once what it did. */
export const onAction = (listener) => listeners.push(listener);

/** Does something and says so, or says why not. */
export const act = async (method, name, { body, done }) => {
  try {
    const answer = await ask(method, name, body);
    if (done !== undefined) say(typeof done === 'function' ? done(answer) : done);
    for (const listener of listeners) listener();
    return answer;
  } catch (error) {
    say(error.message, 'failed');
    return undefined;
  }
};
