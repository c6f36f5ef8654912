// Fails on a path, link, command, flag or symbol in the documents that does not exist, and on a snippet that does not compile or run.
// Run after a build: node scripts/check-docs.js
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileSnippets } from './docs/compile-snippets.js';
import { fencesOf, withoutFences } from './docs/fences.js';
import { runSnippets } from './docs/run-snippets.js';
import { referencePages } from './reference/pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const problems = [];
const report = (file, what) => problems.push(`${relative(root, file)}: ${what}`);

function* markdownFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || ['node_modules', 'dist', 'demo'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* markdownFiles(path);
    else if (entry.name.endsWith('.md')) yield path;
  }
}

const inlineCode = (text) => [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]);

const slugOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const anchorsOf = (path) =>
  new Set([...withoutFences(readFileSync(path, 'utf8')).matchAll(/^#+\s+(.*)$/gm)].map((match) => slugOf(match[1])));

const checkLinks = (file, text) => {
  for (const [, target] of withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/i.test(target)) continue;
    const [path, anchor] = target.split('#');
    const resolved = path === '' ? file : resolve(dirname(file), path);
    if (!existsSync(resolved)) report(file, `link to ${target}: no such file`);
    else if (anchor && resolved.endsWith('.md') && !anchorsOf(resolved).has(anchor)) report(file, `link to ${target}: no such heading`);
  }
};

const topFolders = /^(packages|docs|scripts|tests|bench|examples|\.ci)\//;
const checkPaths = (file, text) => {
  for (const code of inlineCode(text)) {
    if (!topFolders.test(code) || /[*<>{}\s…]/.test(code)) continue;
    if (!existsSync(join(root, code))) report(file, `path ${code} does not exist`);
  }
};

const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const checkScripts = (file, text) => {
  for (const [, name] of text.matchAll(/\bnpm run ([\w:-]+)/g)) if (!(name in scripts)) report(file, `npm run ${name}: no such script`);
};

const { buildProgram } = await import('../packages/cli/dist/program.js');
const program = buildProgram();
const { calledOperation } = await import('../packages/cli/dist/commands/api/operation.js');
const { flagOf, parametersOf } = await import('../packages/cli/dist/commands/api/parameters.js');

/** The flags of the operation that an `affinity api` line names. */
const operationFlags = (file, words) => {
  if (words.length === 0 || words[0].startsWith('-')) return [];
  try {
    return parametersOf(calledOperation(words).operation).map((parameter) => flagOf(parameter.name));
  } catch (error) {
    report(file, error.message);
    return [];
  }
};

const flagsOf = (command) => new Set(['--help', '-h', ...command.options.flatMap((option) => [option.short, option.long].filter(Boolean))]);
const knownGlobally = new Set(['--version', '-V', '--help', '-h']);

const checkCommandLine = (file, line) => {
  const match = /(?:^|\s)(?:npx\s+)?(?:affinity|affinity-kit)\s+(.*)$/.exec(line);
  if (match === null) return;
  const words = match[1]
    .split(/\s+#\s/)[0]
    .replace(/"[^"]*"|'[^']*'/g, 'TEXT')
    .split(/\s+/)
    .filter(Boolean);
  const command = program.commands.find((one) => one.name() === words[0]);
  if (command === undefined) {
    if (words.some((word) => !knownGlobally.has(word))) report(file, `affinity ${words[0]}: no such command`);
    return;
  }
  const flags = flagsOf(command);
  if (words[0] === 'api') for (const flag of operationFlags(file, words.slice(1))) flags.add(flag);
  for (const word of words.slice(1)) {
    const flag = word.split('=')[0].replace(/[[\]]/g, '');
    if (/^--?[a-z]/i.test(flag) && !flags.has(flag)) report(file, `affinity ${words[0]} ${flag}: no such flag`);
  }
};
const checkCommands = (file, text) => {
  const lines = fencesOf(text)
    .filter(({ language }) => ['sh', 'bash', 'console', 'shell'].includes(language))
    .flatMap(({ code }) => code.replace(/\\\n/g, ' ').split('\n'))
    .filter((line) => !line.trimStart().startsWith('#'));
  for (const line of [...lines, ...inlineCode(text).filter((code) => /^(npx )?affinity(-kit)? [a-z]/.test(code))])
    checkCommandLine(file, line);
};

const packageNames = readdirSync(join(root, 'packages'));
const indexTexts = packageNames.flatMap((name) =>
  Object.values(JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).exports ?? {})
    .map((target) => target['@affinity-kit/source'])
    .filter((path) => path !== undefined && !path.includes('*'))
    .map((path) => readFileSync(join(root, 'packages', name, path), 'utf8')),
);
const checkSymbols = (file, text) => {
  for (const code of inlineCode(text)) {
    const name = /^(?:new )?([A-Za-z]\w+)\(\)$/.exec(code)?.[1];
    if (name && !indexTexts.some((index) => new RegExp(`\\b${name}\\b`).test(index))) report(file, `${code}: no such export`);
  }
};

const snippets = [];
for (const file of markdownFiles(root)) {
  const text = readFileSync(file, 'utf8');
  for (const check of [checkLinks, checkPaths, checkScripts, checkCommands, checkSymbols]) check(file, text);
  for (const fence of fencesOf(text)) snippets.push({ ...fence, file, report: (what) => report(file, what) });
}
const typed = snippets.filter(({ language }) => language === 'ts');
const { modules, problems: errors } = compileSnippets(root, typed);
for (const { index, text } of errors) report(typed[index]?.file ?? root, `snippet does not compile: ${text}`);
if (errors.length === 0) {
  const compiled = typed.map((snippet, index) => ({ ...snippet, module: modules[index] }));
  const shell = snippets.filter(({ language }) => language === 'sh');
  await runSnippets([...compiled, ...shell].filter(({ isRun }) => isRun));
}
for (const [path, make] of Object.entries(referencePages)) {
  const file = join(root, path);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== make()) report(file, 'is not what npm run docs:reference writes');
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
