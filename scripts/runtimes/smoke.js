// What every runtime must be able to do: read, walk pages, write, be refused, stop waiting. It uses nothing but the client and the web's own API.
import { AffinityNotFoundError, AffinityWriteDeniedError, createAffinity } from '@affinity-kit/client';
import { createClient } from '@affinity-kit/client/core';
import { companies } from '@affinity-kit/contract/v2/companies';

const check = (holds, what) => {
  if (!holds) throw new Error(`Expected: ${what}`);
};

const failureOf = async (call) => {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a failure');
};

/** Runs the calls against a sandbox and tells what was done; throws where something is not as it should be. */
export const smoke = async ({ url, key }) => {
  const options = { baseUrl: url, apiKey: key };
  const affinity = createAffinity(options);
  const { user } = await affinity.whoami();
  check(user.emailAddress.includes('@'), 'an e-mail address');

  const walked = [];
  for await (const company of affinity.v2.companies.list({ limit: 20 })) {
    walked.push(company.id);
    if (walked.length === 50) break;
  }
  check(new Set(walked).size === 50, '50 companies from three pages');

  const chosen = createClient({ companies }, options);
  check((await chosen.companies.get({ companyId: walked[0] })).id === walked[0], 'the company that was asked for');

  const note = await affinity.v2.notes.create({
    body: { type: 'entities', content: { html: 'Zoë ≠ 日本' }, companies: [{ id: walked[0] }] },
  });
  check((await affinity.v2.notes.get({ noteId: note.id })).content.html.includes('Zoë ≠ 日本'), 'the text that was written');

  check((await failureOf(affinity.v2.companies.get({ companyId: 4_000_000 }))) instanceof AffinityNotFoundError, 'no such company');
  check((await failureOf(affinity.readOnly().v2.notes.delete({ noteId: note.id }))) instanceof AffinityWriteDeniedError, 'a refused write');
  const stopped = await failureOf(affinity.v2.persons.list({}, { signal: AbortSignal.abort() }));
  check(stopped.name === 'AbortError', 'a call that was stopped');
  return `${walked.length} companies, a note written and read, 3 refusals understood`;
};
