import type { WireReply } from '../wire.ts';
import type { Chosen } from './chosen.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';
import type { OddityName } from './oddities.ts';

/** An answer, and the request that it is for. */
export interface Answered {
  /** Method and path of the operation: `GET /v2/companies/{companyId}`. */
  readonly operation: string;
  /** Path as it was asked for. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
  readonly nowMs: number;
}

/** Changes the body of an answer in place; what it returns is another answer in its place. */
export type TwistAnswer = (answered: Answered, chosen: Chosen) => WireReply | undefined;

const bulk: ReadonlySet<string> = new Set([
  'GET /v2/lists/{listId}/list-entries',
  'GET /v2/lists/{listId}/saved-views/{viewId}/list-entries',
]);

const entryPages: ReadonlySet<string> = new Set([...bulk, 'POST /v2/lists/{listId}/list-entries/search']);

const loseValues = (entry: JsonObject, chosen: Chosen): void => {
  const { entity } = entry;
  for (const field of objectsOf(isObject(entity) ? entity['fields'] : undefined)) {
    const { value } = field;
    if (isObject(value) && chosen('nulls-in-bulk', `${String(entry['id'])} ${String(field['id'])}`)) value['data'] = null;
  }
};

const camelCased = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const toCamelCase = (file: JsonObject): void => {
  for (const name of Object.keys(file).filter((each) => each.includes('_'))) {
    file[camelCased(name)] = file[name];
    Reflect.deleteProperty(file, name);
  }
};

/** How long the task of a merge is missing. */
const missingMs = 300;

const notFound: WireReply = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: '{"errors":[{"code":"not-found","message":"Resource not found"}]}',
};

/** Remembers when the tasks of merges began. */
const lateTasks = (): TwistAnswer => {
  const begun = new Map<string, number>();
  return ({ operation, path, status, body, nowMs }) => {
    if (status === 202 && isObject(body) && typeof body['taskUrl'] === 'string') begun.set(new URL(body['taskUrl']).pathname, nowMs);
    if (!operation.endsWith('-merges/{taskId}')) return undefined;
    const since = begun.get(path);
    return since !== undefined && nowMs < since + missingMs ? notFound : undefined;
  };
};

/** Every nth request, whichever it is. */
const filesInTurn = (): TwistAnswer => {
  let asked = 0;
  return ({ operation, body }, chosen) => {
    if (!/^GET \/entity-files(\/\{entity_file_id\})?$/.test(operation) || !isObject(body)) return;
    asked += 1;
    if (!chosen('camel-case-files', asked)) return;
    for (const file of 'entity_files' in body ? objectsOf(body['entity_files']) : [body]) toCamelCase(file);
  };
};

/** What each oddity does to whole answers; made anew for every sandbox, since some remember. */
export const answerTwists = (): Partial<Record<OddityName, TwistAnswer>> => ({
  'nulls-in-bulk': ({ operation, body }, chosen) => {
    if (bulk.has(operation) && isObject(body)) for (const entry of objectsOf(body['data'])) loseValues(entry, chosen);
  },
  'null-pages': ({ operation, body }) => {
    if (entryPages.has(operation) && isObject(body) && Array.isArray(body['data']) && body['data'].length === 0) body['data'] = null;
  },
  'camel-case-files': filesInTurn(),
  'late-associations': ({ operation, body }) => {
    if (operation === 'POST /organizations' && isObject(body) && 'person_ids' in body) body['person_ids'] = [];
  },
  'late-merge-tasks': lateTasks(),
});
