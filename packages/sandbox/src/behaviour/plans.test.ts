import { describe, expect, it } from 'vitest';
import { smallSandbox } from '../state/small-firm.fixture.ts';
import type { PlanOptions } from './plans.ts';

const answers = async (options: PlanOptions) => {
  const { sandbox, get } = smallSandbox(options);
  const statuses = [(await get('/auth/whoami')).status, (await get('/v2/auth/whoami')).status];
  const { month } = sandbox.limits.state(1);
  sandbox.close();
  return { statuses, perMonth: month === null ? null : month.limit };
};

describe('a plan', () => {
  it.each<[PlanOptions, number[], number | null]>([
    [{}, [200, 200], null],
    [{ plan: 'scale' }, [200, 200], 100_000],
    [{ plan: 'advanced' }, [200, 200], 100_000],
    [{ plan: 'enterprise' }, [200, 200], null],
    [{ plan: 'essentials' }, [403, 403], 0],
    [{ v2: false }, [200, 403], null],
  ])('%j decides what may be called, and how often', async (options, statuses, perMonth) => {
    expect(await answers(options)).toEqual({ statuses, perMonth });
  });

  it('gives way to limits that are named', () => {
    const { sandbox } = smallSandbox({ plan: 'scale', limits: { perMonth: 5 } });
    expect(sandbox.limits.current()).toMatchObject({ perMonth: 5, perMinute: 900 });
    sandbox.close();
  });
});
