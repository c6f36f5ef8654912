import type { Company, CompanyId, V1OrganizationUpdate } from '@affinity-kit/contract';
import type { FieldValues } from '../values/field-values.ts';
import { type SetValuesOptions, setManyValues, setValues } from '../values/set-values.ts';
import { awaitGone, awaitVisible } from './await-visible.ts';
import { resolveCompany } from './company-reading.ts';
import type { ServiceContext } from './context.ts';
import { companyFromV1 } from './from-v1/company.ts';
import { mergeAware } from './merged.ts';
import { type RecordOptions, type WriteOptions, waitsForWrite } from './options.ts';
import { type CompanyRef, companyIdOf, type PersonRef, personIdOf } from './references.ts';

/** A company to create. */
export interface CompanyToCreate {
  readonly name: string;
  /** Becomes the only one of its domains. */
  readonly domain?: string | undefined;
  readonly persons?: readonly PersonRef[] | undefined;
}

/** What to change of a company; name and domain of a global one cannot be. */
export type CompanyChange = Partial<CompanyToCreate>;

const toV1 = ({ name, domain, persons }: CompanyChange): V1OrganizationUpdate => ({
  ...(name !== undefined && { name }),
  ...(domain !== undefined && { domain }),
  ...(persons !== undefined && { person_ids: persons.map(personIdOf) }),
});

/** What v2 is to show after a write. */
const settled = async (context: ServiceContext, written: Company, options: WriteOptions): Promise<Company> => {
  if (!waitsForWrite(context, options)) return written;
  const { signal } = options;
  return awaitVisible(context, {
    what: `Company ${written.id}`,
    read: () => context.v2.companies.get({ companyId: written.id }, { signal }),
    isCurrent: ({ name, domain }) => name === written.name && domain === written.domain,
    signal,
  });
};

const create = async (context: ServiceContext, company: CompanyToCreate, options: WriteOptions): Promise<Company> => {
  const body = { ...toV1(company), name: company.name };
  const created = await context.v1.organizations.create({ body }, { signal: options.signal });
  return settled(context, companyFromV1(created), options);
};

const update = async (
  context: ServiceContext,
  [company, change]: readonly [CompanyRef, CompanyChange],
  options: WriteOptions,
): Promise<Company> => {
  const { onMerged = context.onMerged, signal } = options;
  const use = (organization_id: number) => context.v1.organizations.update({ organization_id, body: toV1(change) }, { signal });
  const updated = await mergeAware(companyIdOf(company), { use, onMerged });
  return settled(context, companyFromV1(updated), options);
};

const remove = async (context: ServiceContext, companyId: CompanyId, options: WriteOptions): Promise<void> => {
  const { signal } = options;
  await context.v1.organizations.delete({ organization_id: companyId }, { signal });
  if (!waitsForWrite(context, options)) return;
  await awaitGone(context, { what: `Company ${companyId}`, read: () => context.v2.companies.get({ companyId }, { signal }), signal });
};

/** Writing companies: v1 alone can create, change and delete them. */
export const companyWriting = (context: ServiceContext) => ({
  /** Creates a company; a namesake is not refused, see `ensure`. */
  create: (company: CompanyToCreate, options: WriteOptions = {}) => create(context, company, options),
  /** Finds the company by domain or, without one, by name, and creates it if there is none. */
  ensure: async (company: CompanyToCreate, options: WriteOptions = {}): Promise<{ record: Company; created: boolean }> => {
    const found = await resolveCompany(context, company, { signal: options.signal });
    return found === undefined ? { record: await create(context, company, options), created: true } : { record: found, created: false };
  },
  /** Changes a company. `persons` replaces those before. */
  update: (company: CompanyRef, change: CompanyChange, options: WriteOptions = {}) => update(context, [company, change], options),
  /** Deletes a company with its values, rows and reminders. A global one is refused; the id of a merged one is an error always. */
  delete: (company: CompanyRef, options: WriteOptions = {}): Promise<void> => remove(context, companyIdOf(company), options),
  /** Writes fields by name or id; see {@link setValues}. */
  setFields: (
    company: CompanyRef,
    values: FieldValues,
    { onMerged = context.onMerged, ...options }: SetValuesOptions & RecordOptions = {},
  ) =>
    mergeAware(companyIdOf(company), {
      use: (id) => setValues(context, { source: { kind: 'company', id }, values }, options),
      ask: (id) => context.v1.organizations.get({ organization_id: id }, { signal: options.signal }),
      onMerged,
    }),
  /** Writes fields of several companies; nothing is sent unless all values are valid. */
  batchUpdate: (updates: ReadonlyMap<CompanyRef, FieldValues>, options: SetValuesOptions = {}) => {
    const targets = [...updates].map(([company, values]) => ({ source: { kind: 'company', id: companyIdOf(company) } as const, values }));
    return setManyValues(context, targets, options);
  },
});
