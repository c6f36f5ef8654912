/** Compiles the TypeScript of the documents, each snippet as a module of its own, against what the packages publish. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const optionsIn = (root, folder) => ({
  noEmit: false,
  composite: false,
  incremental: false,
  emitDeclarationOnly: false,
  declaration: false,
  declarationMap: false,
  sourceMap: false,
  rootDir: folder,
  outDir: join(folder, 'out'),
  noUnusedLocals: false,
  customConditions: [],
  types: ['node'],
  typeRoots: [join(root, 'node_modules', '@types')],
});

/**
 * Writes snippets to a folder below `root` and compiles them all at once.
 *
 * @returns The module that each became, and what does not compile, with the number of its snippet.
 */
export const compileSnippets = (root, snippets) => {
  const folder = join(root, 'node_modules', '.cache', 'docs-snippets');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  snippets.forEach(({ code }, index) => writeFileSync(join(folder, `snippet-${index}.ts`), `export {};\n${code}`));
  const config = { extends: '../../../tsconfig.base.json', compilerOptions: optionsIn(root, folder), include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
  const problems = lines.map((line) => ({
    index: Number(/snippet-(\d+)\.ts/.exec(line)?.[1] ?? -1),
    text: line.replace(/^.*?snippet-\d+\.ts/, ''),
  }));
  if (status !== 0 && problems.length === 0) problems.push({ index: -1, text: `${stdout}${stderr}` });
  return { modules: snippets.map((_, index) => join(folder, 'out', `snippet-${index}.js`)), problems };
};
