import { problemOf, problemReply } from '../envelope.ts';
import { Problem } from '../problem.ts';
import { jsonReply, textOf, type WireReply, type WireRequest } from '../wire.ts';
import { type Action, actions } from './actions.ts';
import { adminName, guardAdmin } from './guard.ts';
import { pageFile } from './page-files.ts';
import type { AdminParts } from './parts.ts';

const jsonOf = (text: string): unknown => {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('bad-request', 'The body is not valid JSON');
  }
};

const withId = /^(faults|requests)\/(\d{1,15})$/;

/** `requests/12` is the place `requests/{id}`, asked with 12. */
const placeOf = (name: string): { readonly place: string; readonly id: number } => {
  const [, collection, id] = withId.exec(name) ?? [];
  return collection === undefined ? { place: name, id: Number.NaN } : { place: `${collection}/{id}`, id: Number(id) };
};

const actionAt = (place: string, method: string): Action => {
  const methods = Object.hasOwn(actions, place) ? actions[place] : undefined;
  if (methods === undefined) throw new Problem('not-found', `There is no /_sandbox/${place}: ${Object.keys(actions).join(', ')}`);
  const action = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (action === undefined) throw new Problem('method-not-allowed', `Use ${Object.keys(methods).join(' or ')}`);
  return action;
};

const act = async (parts: AdminParts, request: WireRequest, name: string): Promise<WireReply> => {
  const { place, id } = placeOf(name);
  const action = actionAt(place, request.method);
  const query = new URLSearchParams(request.target.replace(/^[^?]*\??/, ''));
  return jsonReply(200, await action(parts, { body: jsonOf(await textOf(request)), id, query, request }));
};

/** The page lies at `/_sandbox` itself, its files below `page/`. */
const pageReply = async (name: string): Promise<WireReply> => {
  const found = await pageFile(name === '' ? 'index.html' : name.slice('page/'.length));
  if (found === undefined) throw new Problem('not-found', 'The page has no such file');
  return found;
};

const isOfPage = ({ method }: WireRequest, name: string): boolean => method === 'GET' && (name === '' || name.startsWith('page/'));

/** No other origin may read, embed or keep what is said here. */
const closed = (reply: WireReply): WireReply => ({
  ...reply,
  headers: {
    ...reply.headers,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  },
});

/** Answers what lies under `/_sandbox`. Nothing in it is Affinity's; errors come in v2's envelope. */
export const createAdmin =
  (parts: AdminParts): ((request: WireRequest) => Promise<WireReply>) =>
  async (request) => {
    try {
      guardAdmin(request);
      const name = adminName(request.target);
      return closed(await (isOfPage(request, name) ? pageReply(name) : act(parts, request, name)));
    } catch (thrown) {
      return closed(problemReply('v2', problemOf(thrown)));
    }
  };
