/** The operations of the two OpenAPI documents, by the names of their client methods. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const documentOf = (api) => JSON.parse(readFileSync(fileURLToPath(new URL(`../../docs/openapi/${api}.json`, import.meta.url)), 'utf8'));

/** Every operation with its method, path and name: `v2.companies.list`. */
export const operations = ['v1', 'v2'].flatMap((api) =>
  Object.entries(documentOf(api).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      api,
      name: `${api}.${operation.operationId}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  ),
);

/** What an operation does, in one line and without its permission, which has a place of its own. */
export const sentenceOf = ({ description }) => description.replace(/\n\nNeeds the permission .*$/s, '').replace(/\s+/g, ' ');

/** What a service calls otherwise than the API does. */
const renamed = {
  'savedViews.list': 'lists.savedViews.list',
  'interactions.emails.list': 'emails.list',
  'interactions.calls.list': 'calls.list',
  'interactions.chatMessages.list': 'chatMessages.list',
  'duplicates.companies.list': 'duplicates.companySuggestions.list',
  'duplicates.persons.list': 'duplicates.personSuggestions.list',
  'changes.list': 'fieldValueChanges.list',
};

/** What the operation behind a service's method does: that of v2 where it has it, otherwise of v1. */
export const operationText = (name) => {
  const wanted = renamed[name] ?? name;
  const found = ['v2', 'v1'].map((api) => operations.find((one) => one.name === `${api}.${wanted}`)).find((one) => one !== undefined);
  if (found === undefined) throw new Error(`No operation is called like the service's ${name}`);
  return sentenceOf(found.operation);
};
