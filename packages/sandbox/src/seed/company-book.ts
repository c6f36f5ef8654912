import { type CompanyKind, inventCompanyName, oddNameAt, slugOf } from './company-names.ts';
import { atWorkBefore, dayMs } from './dates.ts';
import { ids } from './ids.ts';
import { type Funding, FundingColumns, inventFunding } from './money.ts';
import { type Place, pickPlace, places } from './places.ts';
import { at, type Random, randomOf, scramble, topic, weighted } from './random.ts';
import { pickSector, type Sector, sectors } from './sectors.ts';

/** What the firm is made of, and when. */
export interface FirmFrame {
  readonly seed: number;
  readonly opening: number;
  readonly now: number;
}

/** A company as the rest of the firm refers to it. */
export interface Company {
  readonly index: number;
  readonly id: number;
  readonly name: string;
  readonly domain: string | null;
  readonly kind: CompanyKind;
  readonly sectorIndex: number;
  readonly sector: Sector;
  readonly placeIndex: number;
  readonly place: Place;
  readonly createdAt: number;
  readonly funding: Funding;
}

/**
 * Every company in brief: names, domains and columns of numbers are kept (about 150 bytes each); all else is invented again when somebody
 * asks, from the company's own source of randomness.
 */
export interface CompanyBook {
  readonly count: number;
  company(index: number): Company;
  nameAt(index: number): string;
  sectorAt(index: number): number;
  kindAt(index: number): CompanyKind;
  placeAt(index: number): Place;
  /** The latest round, as an index in `rounds`; -1 for none. */
  roundAt(index: number): number;
  createdAt(index: number): number;
  /** How many companies were known before a moment. */
  countBefore(instant: number): number;
}

const kinds: readonly CompanyKind[] = ['startup', 'investor', 'corporate', 'other'];
const pickKind = weighted([
  [0, 82],
  [1, 9],
  [2, 6],
  [3, 3],
]);

/** Index of the company that everybody has met: a large corporate with more than a hundred contacts. */
export const crowdedCompany = 9;
/** Index of the company with three hundred investors. */
export const widelyHeldCompany = 23;

/** Odd names come early, so that the smallest firm has them all. */
const oddEvery = 61;

const kindOf = (index: number, random: Random): number => {
  if (index === crowdedCompany) return 2;
  const kind = pickKind(random);
  return index === widelyHeldCompany || index % oddEvery === 17 ? 0 : kind;
};

export const inventCompanyBook = (frame: FirmFrame, count: number): CompanyBook => {
  const names: string[] = [];
  const domains: (string | null)[] = [];
  const traits = { kind: new Uint8Array(count), sector: new Uint8Array(count), place: new Uint8Array(count) };
  const taken = new Set<string>();
  for (let index = 0; index < count; index++) {
    const random = randomOf(frame.seed, topic.companyNames, index);
    const kind = kindOf(index, random);
    const sector = pickSector(random);
    const place = pickPlace(random);
    traits.kind[index] = kind;
    traits.sector[index] = sector;
    traits.place[index] = place;
    const name = nameOf(index, { kind: at(kinds, kind), sector: at(sectors, sector), place: at(places, place) }, { names, random });
    names.push(name);
    domains.push(random.chance(0.045) ? null : freshDomain(name, taken, random));
  }
  return openBook(frame, names, { ...traits, domains });
};

type Traits = {
  readonly kind: Uint8Array;
  readonly sector: Uint8Array;
  readonly place: Uint8Array;
  readonly domains: readonly (string | null)[];
};

const openBook = (frame: FirmFrame, names: readonly string[], traits: Traits): CompanyBook => {
  const count = names.length;
  const createdAt = (index: number): number => {
    const jitter = scramble(index ^ frame.seed) / 4294967296;
    return atWorkBefore(momentOf(frame, (index + jitter) / count), frame.now - 60_000);
  };
  const fundings = inventFundings(frame, count, { createdAt, sectorOf: (index) => at(sectors, traits.sector[index] ?? 0) });
  const company = (index: number): Company => {
    const sectorIndex = traits.sector[index] ?? 0;
    const placeIndex = traits.place[index] ?? 0;
    return {
      index,
      id: ids.company.idAt(index),
      name: at(names, index),
      domain: traits.domains[index] ?? null,
      kind: at(kinds, traits.kind[index] ?? 0),
      sectorIndex,
      sector: at(sectors, sectorIndex),
      placeIndex,
      place: at(places, placeIndex),
      createdAt: createdAt(index),
      funding: fundings.get(index),
    };
  };
  return {
    count,
    company,
    createdAt,
    nameAt: (index) => at(names, index),
    sectorAt: (index) => traits.sector[index] ?? 0,
    roundAt: (index) => fundings.roundAt(index),
    kindAt: (index) => at(kinds, traits.kind[index] ?? 0),
    placeAt: (index) => at(places, traits.place[index] ?? 0),
    countBefore: (instant) => Math.floor(count * shareBefore(frame, instant)),
  };
};

type Facts = { readonly createdAt: (index: number) => number; readonly sectorOf: (index: number) => Sector };

const inventFundings = (frame: FirmFrame, count: number, { createdAt, sectorOf }: Facts): FundingColumns => {
  const columns = new FundingColumns(count);
  for (let index = 0; index < count; index++) {
    const minRound = index === widelyHeldCompany ? 5 : -1;
    const known = { sector: sectorOf(index), knownAt: createdAt(index), now: frame.now, minRound };
    columns.set(index, inventFunding(known, randomOf(frame.seed, topic.companies, index)));
  }
  return columns;
};

/** What the mailboxes knew when the firm signed up arrived within two days; the rest over the years, faster and faster. */
const importShare = 0.12;
const importMs = 2 * dayMs;
/** The first members sign up before anything is imported. */
const afterSignUp = dayMs;

const momentOf = ({ opening: signedUp, now }: FirmFrame, share: number): number => {
  const opening = signedUp + afterSignUp;
  if (share < importShare) return opening + (share / importShare) * importMs;
  const later = (share - importShare) / (1 - importShare);
  return opening + importMs + (now - opening - importMs) * later ** 0.8;
};

const shareBefore = ({ opening: signedUp, now }: FirmFrame, instant: number): number => {
  const opening = signedUp + afterSignUp;
  const passed = Math.max(0, Math.min(now, instant) - opening);
  if (passed < importMs) return (passed / importMs) * importShare;
  return importShare + (1 - importShare) * ((passed - importMs) / (now - opening - importMs)) ** (1 / 0.8);
};

type Nature = Parameters<typeof inventCompanyName>[0];

/** An odd name at times, a namesake of an older company at times, else one that fits. */
const nameOf = (index: number, nature: Nature, { names, random }: { names: readonly string[]; random: Random }): string => {
  const odd = index % oddEvery === 17 ? oddNameAt((index - 17) / oddEvery) : undefined;
  if (odd !== undefined) return odd;
  if (index > 400 && random.chance(0.004)) return at(names, random.int(names.length));
  return inventCompanyName(nature, random);
};

const prefixes = ['get', 'try', 'join', 'use', 'hello'];
const suffixes = ['hq', 'app', 'labs', 'group', 'global', 'online', 'team'];

/**
 * A domain nobody else has. All of them end in `.example`, which RFC 2606 keeps from ever being registered: an address that leaks from a
 * test can reach nobody, and it reads like a real one.
 */
const freshDomain = (name: string, taken: Set<string>, random: Random): string => {
  const slug = slugOf(name) || slugOf(inventCompanyName({ kind: 'startup', sector: at(sectors, 0), place: at(places, 0) }, random));
  let label = slug;
  for (let tries = 0; taken.has(label); tries++) {
    if (tries > 8) label = `${slug}${tries + random.int(90)}`;
    else label = random.chance(0.3) ? random.pick(prefixes) + slug : slug + random.pick(suffixes);
  }
  taken.add(label);
  return `${label}.example`;
};
