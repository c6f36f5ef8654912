import { counted, type Estimate, pagesOf, unknown } from '../estimate.ts';
import { interactionsFromV1 } from './interactions-v1.ts';
import { type Estimator, type Look, sum, untoldLists } from './look.ts';

const pageSize = 500;

const untold = unknown('v1 does not tell how many there are');

/** v1 tells no number of records: as many as on the largest list at least, and a request for the values of each on the lists that are named. */
const entities =
  (type: 'company' | 'person', nouns: string): Estimator =>
  async ({ lists }) => {
    const [all, chosen] = [await lists.all(), await lists.chosen()];
    if (!all || !chosen) return untoldLists;
    const largest = Math.max(0, ...all.filter((list) => list.type === type).map(({ size }) => size));
    const valued = lists.narrowed ? chosen.filter((list) => list.type === type) : [];
    const values = sum(valued.map(({ size }) => size + pagesOf(size, pageSize)));
    const basis = `v1 does not tell how many ${nouns} there are, but that there are ${largest.toLocaleString('en')} on one list`;
    return {
      requests: pagesOf(largest, pageSize) + values,
      certainty: 'at-least',
      basis: values === 0 ? basis : `${basis}; a request for the values of each on the lists that are named`,
    };
  };

const opportunities: Estimator = async ({ lists }) => {
  const all = await lists.all();
  if (!all) return untoldLists;
  const records = sum(all.filter(({ type }) => type === 'opportunity').map(({ size }) => size));
  return { requests: pagesOf(records, pageSize), certainty: 'about', basis: counted(records, 'opportunity', 'opportunities') };
};

const listEntries: Estimator = async ({ lists }) => {
  const chosen = await lists.chosen();
  if (!chosen) return untoldLists;
  const entries = sum(chosen.map(({ size }) => size));
  const basis = `a request for every 500 entries of each list, and one for the values of each of ${counted(entries, 'entry', 'entries')}`;
  return { requests: entries + sum(chosen.map(({ size }) => pagesOf(size, pageSize))), certainty: 'exact', basis };
};

const changes: Estimator = async ({ lists }) => {
  const fields = await lists.fields();
  if (!fields) return untold;
  const tracked = fields.filter(({ isTracked }) => isTracked).length;
  const basis = `a request for each of ${counted(tracked, 'field')} whose changes are tracked, and one for every 10,000 changes`;
  return { requests: tracked, certainty: 'about', basis };
};

const estimators: ReadonlyMap<string, Estimator> = new Map<string, Estimator>([
  ['companies', entities('company', 'companies')],
  ['persons', entities('person', 'persons')],
  ['opportunities', opportunities],
  ['lists', () => ({ requests: 1, certainty: 'exact', basis: 'all lists in one answer' })],
  ['fields', () => ({ requests: 3, certainty: 'exact', basis: 'one for each kind of record' })],
  ['list_entries', listEntries],
  ['field_value_changes', changes],
  ['emails', interactionsFromV1('emails')],
  ['meetings', interactionsFromV1('meetings')],
  ['calls', interactionsFromV1('calls')],
  ['chat_messages', interactionsFromV1('chat_messages')],
  ['webhooks', () => ({ requests: 1, certainty: 'exact', basis: 'all subscriptions in one answer' })],
]);

/** What reading all of a stream takes in an account without API v2: v1 tells the sizes of lists, and no others. */
export const firstLoadFromV1 = async (stream: string, look: Look): Promise<Estimate> => (await estimators.get(stream)?.(look)) ?? untold;
