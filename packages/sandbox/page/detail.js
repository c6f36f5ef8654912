import { ask } from './api.js';
import { curlOf, dayAndTime, jsonPieces, number, problemsOf } from './describe.js';
import { copy, h, say } from './dom.js';

const jsonView = (text) => jsonPieces(text).map(({ kind, text: piece }) => (kind === 'mark' ? piece : h(`span.json-${kind}`, {}, piece)));

const isJson = (headers) => /json/i.test(headers['content-type'] ?? '');

const sizeOf = ({ text, size, isCut }) => {
  if (size === 0) return 'empty';
  if (text === null) return `${number(size)} bytes, not kept`;
  return isCut ? `the first ${number(text.length)} of ${number(size)} characters` : `${number(size)} characters`;
};

const bodyBlock = (title, { headers, body }) =>
  h(
    'details.block',
    { open: body.text !== null },
    h('summary', {}, title, h('span.muted', {}, sizeOf(body)), body.text !== null && copyButton('Copy', body.text, `${title} copied`)),
    body.text !== null && h('pre', { tabIndex: 0, 'aria-label': title }, isJson(headers) ? jsonView(body.text) : body.text),
  );

const headersBlock = (title, headers) =>
  h(
    'details.block',
    {},
    h('summary', {}, title, h('span.muted', {}, `${Object.keys(headers).length}`)),
    h(
      'dl.headers',
      {},
      Object.entries(headers).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
  );

const copyButton = (label, text, done) =>
  h(
    'button.quiet',
    {
      type: 'button',
      onclick: async (event) => {
        event.preventDefault();
        await copy(text);
        say(done);
      },
    },
    label,
  );

const problemBox = (problems) =>
  problems.length > 0 &&
  h(
    'ul.problems',
    { 'aria-label': 'Problems' },
    problems.map(({ code, param, message }) =>
      h('li', {}, code && h('code', {}, code), param && h('code.param', {}, param), h('span', {}, message)),
    ),
  );

const facts = (exchange, userName) =>
  h(
    'dl.facts',
    {},
    [
      ['Status', exchange.status === 0 ? 'none' : exchange.status],
      ['Duration', `${exchange.ms} ms`],
      ['User', userName],
      ['Sandbox time', dayAndTime(exchange.at)],
      ['Request', `#${exchange.id}`],
    ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, String(value)))),
  );

const notKept = () =>
  h(
    'p.hint',
    {},
    'Its headers and bodies are not kept: the log keeps those of the last requests only, and none while “keep bodies” is off.',
  );

const blocks = ({ request, response }) =>
  request === null
    ? [notKept()]
    : [
        bodyBlock('Response body', response),
        request.body.size > 0 && bodyBlock('Request body', request),
        headersBlock('Response headers', response.headers),
        headersBlock('Request headers', request.headers),
      ];

/** One request in full. `onClose` is called when the reader is done with it. */
export const createDetail = ({ onClose, nameOf }) => {
  const node = h('section.detail', { id: 'detail', hidden: true, tabIndex: -1, 'aria-label': 'Request' });
  let shown;

  const draw = (exchange) => {
    const address = exchange.path + (exchange.query === '' ? '' : `?${exchange.query}`);
    node.replaceChildren(
      h(
        'header.detail-head',
        {},
        h('h3', {}, h(`span.method.${exchange.method.toLowerCase()}`, {}, exchange.method), ' ', address),
        h(
          'div.actions',
          {},
          copyButton('Copy as curl', curlOf(exchange, location.origin), 'Copied; it reads the key from $AFFINITY_API_KEY'),
          h('button.quiet', { type: 'button', 'aria-label': 'Close the request', onclick: () => onClose() }, 'Close'),
        ),
      ),
      ...[problemBox(problemsOf(exchange)), facts(exchange, nameOf(exchange.userId)), ...blocks(exchange)].filter(Boolean),
    );
    node.scrollTop = 0;
  };

  return {
    node,
    open: async (id) => {
      shown = id;
      try {
        const exchange = await ask('GET', `requests/${id}`);
        if (shown !== id) return;
        draw(exchange);
        node.hidden = false;
      } catch (error) {
        say(error.message, 'failed');
      }
    },
    close: () => {
      shown = undefined;
      node.hidden = true;
    },
  };
};
