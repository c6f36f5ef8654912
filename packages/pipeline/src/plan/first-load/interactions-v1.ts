import { type EndpointSpec, v1 } from '@affinity-kit/contract';
import { recordsOf } from '../../extract/page-source.ts';
import { isId, isObject, type JsonObject } from '../../normalise/record-reader.ts';
import {
  type ContactDates,
  contactDatesOf,
  type InteractionStreamName,
  mergedDates,
  reachOf,
  windowsOf,
} from '../../streams/v1/contact-dates.ts';
import { datesOneByOne } from '../../streams/v1/contacts.ts';
import { counted, pagesOf } from '../estimate.ts';
import type { SizedList } from '../known-lists.ts';
import { type Probe, Refusal } from '../probe.ts';
import { type Estimator, type Look, sum, untoldLists } from './look.ts';

/** Records that are asked when they were in touch, over all lists: enough for a price, and few enough for a plan. */
const mostRecords = 12;
/** An opportunity takes as many requests as so many others. */
const opportunityWeight = 2;

/** Some records of the named lists, with the dates of those that were ever in touch. */
type Sample = readonly ContactDates[];

const asked = async (probe: Probe, endpoint: EndpointSpec, input: JsonObject): Promise<JsonObject> => {
  const answer = await probe.ask(endpoint, input);
  return isObject(answer) && !(answer instanceof Refusal) ? answer : {};
};

const companyDates = async (probe: Probe, id: number): Promise<ContactDates> =>
  contactDatesOf(await asked(probe, v1.organizations.get, { organization_id: id, with_interaction_dates: true })) ?? {};

const personDates = async (probe: Probe, id: number): Promise<ContactDates> =>
  contactDatesOf(await asked(probe, v1.persons.get, { person_id: id, with_interaction_dates: true })) ?? {};

const idsIn = (raw: JsonObject, key: string): readonly number[] => {
  const ids = raw[key];
  return Array.isArray(ids) ? ids.filter(isId) : [];
};

/** An opportunity was in touch when its companies and persons were; one of each tells about when. */
const opportunityDates = async (probe: Probe, id: number): Promise<ContactDates> => {
  const deal = await asked(probe, v1.opportunities.get, { opportunity_id: id });
  const [[company], [person]] = [idsIn(deal, 'organization_ids'), idsIn(deal, 'person_ids')];
  const ofCompany = company === undefined ? {} : await companyDates(probe, company);
  return mergedDates([ofCompany, person === undefined ? {} : await personDates(probe, person)]);
};

const datesOf = { company: companyDates, person: personDates, opportunity: opportunityDates } as const;

/** So many of them, from the first to the last. */
const spread = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  items.length <= count ? items : Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);

const sampleOfList = async (probe: Probe, { id, type }: SizedList, count: number): Promise<Sample> => {
  const page = await probe.ask(v1.lists.entries.list, { list_id: id, page_size: 500 });
  const entries = page instanceof Refusal ? [] : recordsOf(page, v1.lists.entries.list.items).filter(isObject);
  const records = [...new Set(entries.flatMap(({ entity_id: record }) => (isId(record) ? [record] : [])))];
  const ask = datesOf[type === 'person' || type === 'opportunity' ? type : 'company'];
  const shown = type === 'opportunity' ? Math.ceil(count / opportunityWeight) : count;
  return await Promise.all(spread(records, shown).map((record) => ask(probe, record)));
};

const readSample = async ({ probe, lists }: Look): Promise<Sample> => {
  const largest = [...((await lists.chosen()) ?? [])].sort((a, b) => b.size - a.size).slice(0, mostRecords);
  const each = Math.ceil(mostRecords / Math.max(1, largest.length));
  return (await Promise.all(largest.map((list) => sampleOfList(probe, list, each)))).flat();
};

const samples = new WeakMap<Look, Promise<Sample>>();

/** Asked once for all kinds of interactions. */
const sampleOf = async (look: Look): Promise<Sample> => {
  const sample = samples.get(look) ?? readSample(look);
  samples.set(look, sample);
  return await sample;
};

const nouns: Readonly<Record<InteractionStreamName, string>> = {
  emails: 'e-mails',
  meetings: 'meetings',
  calls: 'calls',
  chat_messages: 'chat messages',
};

/** Requests for one record, unless it has more than 100 in a year. */
const requestsFor = (stream: InteractionStreamName, dates: ContactDates, now: Date): number => {
  const reach = reachOf(stream, dates, now.getTime());
  return reach ? windowsOf(reach) : 0;
};

/** Interactions of the records on named lists: v1 tells how many these are, and of some of them when they were in touch. */
export const interactionsFromV1 =
  (stream: InteractionStreamName): Estimator =>
  async (look) => {
    const chosen = await look.lists.chosen();
    if (!chosen) return untoldLists;
    const sample = await sampleOf(look);
    const records = sum(chosen.map(({ size }) => size));
    const each = sum(sample.map((dates) => requestsFor(stream, dates, look.now))) / Math.max(1, sample.length);
    const entries = sum(chosen.map(({ size }) => pagesOf(size, 500)));
    const dates = records <= datesOneByOne ? records : pagesOf(records, 500);
    const basis = `a request for every year in which one of ${counted(records, 'record')} on the lists that are named had ${nouns[stream]}, by a sample of ${sample.length}`;
    return { requests: entries + dates + Math.round(records * each), certainty: 'about', basis };
  };
