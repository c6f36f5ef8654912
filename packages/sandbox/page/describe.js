/** 12:00:05 of an ISO time. */
export const timeOfDay = (iso) => iso.slice(11, 19);

/** 2026-11-20 12:00:05 of an ISO time. */
export const dayAndTime = (iso) => iso.slice(0, 19).replace('T', ' ');

export const number = (value) => value.toLocaleString('en-GB');

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** So many seconds in the largest unit of which there are two. */
export const duration = (seconds) => {
  const [name, length] = units.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  return plural(Math.floor(seconds / length), name);
};

/** Whether something went wrong with a request. */
export const isProblem = ({ status, fault }) => status === 0 || status >= 400 || fault !== null;

/** What a row of the list can be found by. */
export const haystackOf = ({ method, path, query, status, fault }, userName) =>
  `${method} ${path}?${query} ${status} ${fault ?? ''} ${userName}`.toLowerCase();

/** Whether every word of a filter is in a row. */
export const matches = (haystack, filter) =>
  filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const problemsInBody = (text) => {
  const body = parsed(text ?? '');
  if (Array.isArray(body)) return body.filter((each) => typeof each === 'string').map((message) => ({ message }));
  if (typeof body === 'string') return [{ message: body }];
  return Array.isArray(body?.errors) ? body.errors : [];
};

/** What was wrong with a request, in the words of its answer. */
export const problemsOf = ({ status, fault, response }) => {
  const struck = fault === null ? [] : [{ code: 'fault', message: `A fault struck this request: ${fault}` }];
  if (status < 400 && status !== 0) return struck;
  const said = problemsInBody(response?.body.text);
  const silent = status === 0 ? [{ message: 'No answer was sent' }] : [{ message: `Status ${status}` }];
  return [...struck, ...(said.length > 0 ? said : silent)];
};

const tokenPattern = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

const kindOf = (token, next) => {
  if (token.startsWith('"')) return next === ':' ? 'name' : 'text';
  if (/^[{}[\],:]$/.test(token)) return 'mark';
  return /^[-\d]/.test(token) ? 'number' : 'word';
};

/** A JSON text, indented, as coloured pieces; one that was cut off comes as far as it goes. Numbers stay as they were written. */
export const jsonPieces = (text) => {
  const tokens = text.match(tokenPattern) ?? [];
  const pieces = [];
  let depth = 0;
  const line = () => pieces.push({ kind: 'mark', text: `\n${'  '.repeat(depth)}` });
  tokens.forEach((token, index) => {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    const closes = token === '}' || token === ']';
    const isEmpty = closes && (before === '{' || before === '[');
    if (closes) depth = Math.max(0, depth - 1);
    if (closes && !isEmpty) line();
    pieces.push({ kind: kindOf(token, next), text: token === ':' ? ': ' : token });
    const opens = token === '{' || token === '[';
    if (opens) depth += 1;
    if ((opens && next !== '}' && next !== ']' && next !== undefined) || token === ',') line();
  });
  return pieces;
};

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Headers that curl sends by itself, or that belong to the connection. */
const ownHeaders =
  /^(host|connection|content-length|user-agent|accept|accept-encoding|accept-language|transfer-encoding|sec-.*|authorization|cookie)$/;

const credentialsOf = ({ authorization }) => {
  if (authorization === undefined) return [];
  return [authorization.startsWith('Basic') ? '-u ":$AFFINITY_API_KEY"' : '-H "Authorization: Bearer $AFFINITY_API_KEY"'];
};

/** A command that sends the same again; the key comes from the environment, never from the log. */
export const curlOf = ({ method, path, query, request }, origin) => {
  const headers = request?.headers ?? {};
  const sent = Object.entries(headers)
    .filter(([name]) => !ownHeaders.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const body = request?.body.text;
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(`${origin}${path}${query === '' ? '' : `?${query}`}`)}`,
    ...credentialsOf(headers),
    ...sent,
    ...(body ? [`--data-raw ${quoted(body)}`] : []),
  ];
  const warning = request?.body.isCut ? '# the log kept only the beginning of this body\n' : '';
  return warning + parts.join(' \\\n  ');
};
