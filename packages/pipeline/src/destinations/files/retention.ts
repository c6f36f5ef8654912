import type { ObjectStore } from '../stores/store.ts';
import { filesOfManifest, isDataFile, type Manifest, parseManifest, pastManifestKey, pastVersion } from './manifest.ts';

/** How many versions stay readable. */
export interface Retention {
  /** Versions, the current one included, whose files stay. At least 2, so that a reader who has just read the manifest can go on. */
  readonly versions: number;
  /** Hours after which files of publications that were killed are removed. */
  readonly strayHours: number;
}

async function filesOfPast(store: ObjectStore, version: number): Promise<string[]> {
  const found = await store.read(pastManifestKey(version));
  const manifest = found && parseManifest(found.text);
  return manifest === undefined ? [] : filesOfManifest(manifest);
}

/** Removes the files of versions that are too old, and of publications that were killed. Nothing that a kept manifest names is touched. */
export async function prune(store: ObjectStore, current: Manifest, { versions, strayHours }: Retention): Promise<void> {
  const past = (await store.list('manifests/')).flatMap(({ key }) => pastVersion(key) ?? []).sort((a, b) => b - a);
  const kept = past.slice(0, Math.max(2, versions) - 1);
  const dropped = past.slice(kept.length);
  const needed = new Set(filesOfManifest(current));
  for (const version of kept) for (const file of await filesOfPast(store, version)) needed.add(file);
  const outdated = new Set<string>();
  for (const version of dropped) for (const file of await filesOfPast(store, version)) outdated.add(file);
  const isStray = (modifiedMs: number): boolean => Date.now() - modifiedMs > strayHours * 3_600_000;
  const objects = [...(await store.list('data/')), ...(await store.list('snapshots/'))].filter(
    ({ key }) => isDataFile(key) && !needed.has(key),
  );
  await store.remove(objects.filter(({ key, modifiedMs }) => outdated.has(key) || isStray(modifiedMs)).map(({ key }) => key));
  await store.remove(dropped.map(pastManifestKey));
}
