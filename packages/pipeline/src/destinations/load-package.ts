import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AffinityDestinationPackageError } from './errors.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');

/** Packages beside the working folder are taken too, where the tool itself is installed for the whole machine. */
async function importFromWorkingFolder(name: string): Promise<unknown> {
  const path = createRequire(join(process.cwd(), 'package.json')).resolve(name);
  return import(pathToFileURL(path).href);
}

/**
 * Loads an optional package when it is first needed.
 *
 * @param load - `() => import('the-package')`, so that its types are known here and nothing is loaded before.
 * @throws AffinityDestinationPackageError, which says what to install.
 */
export async function loadPackage<T>(need: { readonly kind: string; readonly name: string }, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    try {
      return (await importFromWorkingFolder(need.name)) as T; // the same package, found elsewhere
    } catch (cause) {
      throw new AffinityDestinationPackageError(need.kind, [need.name], cause);
    }
  }
}
