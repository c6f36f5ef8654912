// Fails when an import points up, sideways, or past a package's exports, or when a browser-safe package reaches for Node.
// Run: node scripts/check-layers.js [root]
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What each package may import of the others; a package that is not named here may not exist. */
export const layers = {
  contract: [],
  client: ['contract'],
  sandbox: ['contract'],
  pipeline: ['contract', 'client'],
  cli: ['contract', 'client', 'sandbox', 'pipeline'],
};

/** Packages that must run in a browser: no static import of Node's own modules. */
const browserSafe = new Set(['contract', 'client']);

const npmName = (layer) => (layer === 'cli' ? 'affinity-kit' : `@affinity-kit/${layer}`);
const layerOf = new Map(Object.keys(layers).map((layer) => [npmName(layer), layer]));

const staticImport = /^\s*(?:import|export)\b(\s+type\b)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
const dynamicImport = /\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g;

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.[cm]?[jt]s$/.test(entry.name)) yield path;
  }
}

const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);
const isTest = (path) => /\.test(-d)?\.ts$/.test(path);

const crossPackageProblem = (layer, specifier) => {
  const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0];
  const target = layerOf.get(name);
  if (target === undefined || target === layer) return undefined;
  return layers[layer].includes(target) ? undefined : `${layer} may not import ${target}`;
};

const relativeProblem = (packageRoot, file, specifier) => {
  const target = resolve(dirname(file), specifier);
  return target.startsWith(packageRoot + sep) ? undefined : 'a relative import leaves its package';
};

const problemOf = ({ layer, packageRoot, file }, { specifier, isStatic }) => {
  if (specifier.startsWith('.')) return relativeProblem(packageRoot, file, specifier);
  if (isStatic && browserSafe.has(layer) && isBuiltin(specifier) && !isTest(file)) return `${layer} must run in a browser`;
  return crossPackageProblem(layer, specifier);
};

const importsOf = (text) => [
  // A type import is erased; it matters for who may know whom, not for where the code runs.
  ...[...text.matchAll(staticImport)].map((match) => ({ specifier: match[2] ?? match[3], isStatic: match[1] === undefined })),
  ...[...text.matchAll(dynamicImport)].map((match) => ({ specifier: match[1], isStatic: false })),
];

/** Every import below `root/packages` that breaks the picture, as one sentence each. */
export const findViolations = (root) => {
  const violations = [];
  for (const layer of readdirSync(join(root, 'packages'))) {
    if (!(layer in layers)) {
      violations.push(`packages/${layer}: not in the picture (scripts/check-layers.js)`);
      continue;
    }
    const packageRoot = join(root, 'packages', layer);
    for (const file of sourceFiles(join(packageRoot, 'src'))) {
      for (const found of importsOf(readFileSync(file, 'utf8'))) {
        const problem = problemOf({ layer, packageRoot, file }, found);
        if (problem) violations.push(`${relative(root, file)}: '${found.specifier}': ${problem}`);
      }
    }
  }
  return violations;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const violations = findViolations(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) process.stderr.write(`${violation}\n`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
