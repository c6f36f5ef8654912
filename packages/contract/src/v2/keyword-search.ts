import * as z from 'zod';
import { CompanyId } from '../ids.ts';
import { arrayOf, type TypeOf } from '../schema.ts';

const keywordSearchShape = () => ({
  prompt: z.string().min(3).max(500),
  /** Answers at most; 20 unless stated. There are no further pages. */
  limit: z.int().min(1).max(100).optional(),
});

/** What every search for words in notes and files takes (v2 reference, section 7.2). */
export interface KeywordSearch extends TypeOf<typeof keywordSearchShape> {}

/** A search in what belongs to one company, or in everything. */
export interface CompanyKeywordSearch extends KeywordSearch {
  readonly companyId?: CompanyId | undefined;
}

/** Schema of a search for words: among at most 100 ids under `key`, or in what belongs to one company, not both. */
export const keywordSearchOf = <T>(key: string, id: z.ZodType<T, T>) =>
  z
    .object({ ...keywordSearchShape(), [key]: arrayOf(id, { max: 100 }).optional(), companyId: CompanyId.optional() })
    .refine((search) => !(key in search && 'companyId' in search), { path: ['companyId'], message: `Not together with ${key}` });
