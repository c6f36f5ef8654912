import { createSandbox } from '@affinity-kit/sandbox';
import { listen, type SandboxServer } from '@affinity-kit/sandbox/listen';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, startChromium } from './support/chromium.ts';
import { adminKey, memberKey, pageFirm } from './support/page-firm.ts';

const sandbox = createSandbox({ firm: pageFirm, clock: 'frozen', now: '2026-11-20T12:00:00.000Z', limits: { perMonth: 1000 } });
let server: SandboxServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the browser complained of: scripts that failed, and what the policy forbade. */
let complaints: string[] = [];

const call = async (method: string, target: string, { key = adminKey, body }: { key?: string; body?: unknown } = {}) => {
  const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const response = await fetch(server.url + target, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: response.status, text: await response.text() };
};

const openPage = async (size = { width: 1280, height: 800 }): Promise<void> => {
  page = await context.newPage();
  await page.setViewportSize(size);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/_sandbox`);
  await page.getByText('live', { exact: true }).waitFor();
};

const row = (text: string) => page.locator('.row', { hasText: text });
const detail = () => page.getByRole('region', { name: 'Request', exact: true });
const told = (text: string | RegExp) => page.locator('#toast', { hasText: text }).waitFor();
const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  server = await listen(sandbox);
  browser = await startChromium(chromiumPath);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  sandbox.close();
});

beforeEach(async ({ skip }) => {
  skip(chromiumPath === undefined, noChromium);
  sandbox.reset();
  complaints = [];
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
});

afterEach(async () => {
  await context?.close();
});

describe('the page of a sandbox', () => {
  it('tells at a glance what there is, within its own policy and without a key [sandbox.page]', async () => {
    await openPage();
    expect(await page.locator('#firm').textContent()).toBe('Moss & Sons <b>Capital</b>');
    const glance = await page.locator('#glance').innerText();
    for (const fact of ['12:00:00', '0 / 900', '0 / 1,000', 'none in force']) expect(glance).toContain(fact);
    const html = await page.content();
    for (const key of [adminKey, memberKey]) expect(html).not.toContain(key);
    expect(complaints).toEqual([]);
  });

  it('shows a request as it comes, and what was wrong with it before all else [sandbox.page]', async () => {
    await openPage();
    await call('POST', '/v2/notes', { body: { type: 'entities', api_key: 'very secret', content: 5 } });
    await row('/v2/notes').click();
    const problems = detail().getByRole('list', { name: 'Problems' });
    await problems.waitFor();
    expect(await problems.innerText()).toContain('validation');
    await detail().getByText('Request headers').click();
    const text = await detail().innerText();
    expect(text).toContain('Bearer [hidden]');
    expect(text).not.toContain(adminKey);
    expect(text).not.toContain('very secret');
    expect(text.indexOf('validation')).toBeLessThan(text.indexOf('Response body'));
    await detail().getByRole('button', { name: 'Copy as curl' }).click();
    await told('Copied');
    expect(await clipboard()).toBe(
      [
        `curl -X POST '${server.url}/v2/notes'`,
        `-H "Authorization: Bearer $AFFINITY_API_KEY"`,
        `-H 'content-type: application/json'`,
        `--data-raw '{"type":"entities","api_key":"[hidden]","content":5}'`,
      ].join(' \\\n  '),
    );
  });

  it('finds requests by their words, and those that went wrong', async () => {
    await call('GET', '/v2/companies/101');
    await call('GET', '/v2/companies/999');
    await call('GET', '/lists', { key: memberKey });
    await openPage();
    await page.keyboard.press('/');
    await page.keyboard.type('bo get');
    expect(await page.locator('.row:visible .path').allInnerTexts()).toEqual(['/lists']);
    await page.locator('#filter').fill('');
    await page.getByRole('button', { name: /^Problems/ }).click();
    expect(await page.locator('.row:visible .path').allInnerTexts()).toEqual(['/v2/companies/999']);
  });

  it('is used without a mouse', async () => {
    await call('GET', '/v2/companies/101');
    await call('GET', '/lists');
    await openPage();
    await page.getByRole('button', { name: 'Clear', exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await detail().getByText('"acme.example"').first().waitFor();
    await page.keyboard.press('ArrowUp');
    await detail().getByRole('heading', { name: 'GET /lists' }).waitFor();
    await page.keyboard.press('Escape');
    await detail().waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.className')).toBe('row');
  });

  it('adds a fault, counts its strikes, and takes it away', async () => {
    await openPage();
    const faults = page.getByRole('region', { name: 'Faults' });
    await faults.getByLabel('What goes wrong').selectOption('html-error');
    await faults.getByLabel('Path').fill('/lists*');
    await faults.getByText('More conditions').click();
    await faults.getByLabel('Status').fill('502');
    await faults.getByRole('button', { name: 'Add the fault' }).click();
    await told('html-error');
    expect(sandbox.faults.rules()).toEqual([{ kind: 'html-error', path: '/lists*', status: 502 }]);
    expect((await call('GET', '/lists')).status).toBe(502);
    await faults.getByText('struck 1 of 1').waitFor();
    await faults.getByRole('button', { name: 'Remove the fault html-error' }).click();
    await faults.getByText('Nothing goes wrong.').waitFor();
    expect((await call('GET', '/lists')).status).toBe(200);
  });

  it('moves the clock, by steps and to a moment', async () => {
    await openPage();
    await page.getByRole('button', { name: '+1 h' }).click();
    await told('2026-11-20 13:00:00');
    expect(sandbox.clock.now().toISOString()).toBe('2026-11-20T13:00:00.000Z');
    await page.getByLabel('Jump to').fill('2027-02-03T04:05:06');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await told('2027-02-03 04:05:06');
    expect(sandbox.clock.now().toISOString()).toBe('2027-02-03T04:05:06.000Z');
  });

  it('lets a key act as another user, makes keys, and gives one away when asked [sandbox.as-user]', async () => {
    await openPage();
    const who = async (key: string) => JSON.parse((await call('GET', '/v2/auth/whoami', { key })).text).user.firstName;
    await page.getByLabel('Key 1 acts as').selectOption('2');
    await told('Key 1 acts as Bo Moss');
    expect(await who(adminKey)).toBe('Bo');
    await page.getByLabel('A key for').selectOption('Admin');
    await page.getByRole('button', { name: 'Make a key' }).click();
    await told('A key for Ada Moss (Admin) is made');
    await page.getByRole('button', { name: 'Copy key 3' }).click();
    await told('on the clipboard');
    expect(await who(await clipboard())).toBe('Ada');
    expect(await page.content()).not.toContain(await clipboard());
  });

  it('changes limits, keeps a state and goes back to it, and resets once it is sure', async () => {
    await openPage();
    await page.getByLabel('A minute, per user').fill('2');
    await page.getByLabel('A month, in all').fill('');
    await page.getByRole('button', { name: 'Change the limits' }).click();
    await told('The limits are changed');
    expect(sandbox.limits.current()).toMatchObject({ perMinute: 2, perMonth: null });
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await told('is kept');
    const made = await call('POST', '/organizations', { body: { name: 'Later' } });
    expect(made.status).toBeLessThan(300);
    await page.getByRole('button', { name: /^Restore snapshot/ }).click();
    await told('Back at snapshot');
    expect(JSON.parse((await call('GET', '/v2/companies')).text).data).toHaveLength(1);
    const reset = page.getByRole('button', { name: 'Reset everything' });
    await reset.click();
    expect(sandbox.requests()).toHaveLength(2);
    await page.getByRole('button', { name: 'Press again' }).click();
    await told('as they began');
    expect(sandbox.requests()).toEqual([]);
    await page.getByText('No requests yet.').waitFor();
  });

  it('fits a narrow screen, its controls beside the requests', async () => {
    await call('GET', '/v2/companies?limit=100&cursor=none&fieldTypes=enriched&fieldTypes=global');
    await openPage({ width: 420, height: 860 });
    const overflow = 'document.documentElement.scrollWidth - window.innerWidth';
    await row('/v2/companies').click();
    await detail().getByText('Response body').waitFor();
    expect(await page.evaluate<number>(overflow)).toBe(0);
    await page.getByRole('button', { name: 'Controls' }).click();
    await page.getByRole('button', { name: 'Add the fault' }).waitFor();
    expect(await row('/v2/companies').isVisible()).toBe(false);
    expect(await page.evaluate<number>(overflow)).toBe(0);
  });
});
