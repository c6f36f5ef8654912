import { dayMs, pacificDay } from './dates.ts';
import { capital } from './descriptions.ts';
import { optionAt, optionsOf } from './field-draft.ts';
import {
  contacts,
  dayAfter,
  dropdown,
  type FieldPlan,
  funds,
  memberAtWork,
  number,
  plan,
  ranking,
  revenueOf,
  rivals,
  score,
  someOptions,
  tags,
  text,
  whenFilled,
} from './field-plan.ts';
import { memoOf } from './memos.ts';
import { roundMoney, rounds } from './money.ts';
import { locationAt, pickPlace, places } from './places.ts';
import { at } from './random.ts';
import { pitchOf } from './sectors.ts';
import { currentMove, outcomeOf, reachedAt, type Story } from './story.ts';

/** The entry of a portfolio or sourcing list for which a platform team has made introductions for years. */
const wellConnected = 3;

const numericCell = (story: Story): number => {
  const stage = at(story.list.stages, currentMove(story).stage);
  return (stage.category === 'won' ? 100 : (stage.winRate ?? 0)) / 100;
};

/** Columns of lists about deals. */
export const dealColumns = {
  source: plan(
    'Source',
    [0, 0.9],
    dropdown('Warm Intro', 'Outbound', 'Inbound', 'Conference', 'Portfolio Founder', 'Accelerator', 'Scout', 'Co-investor'),
  ),
  priority: plan('Priority', [0, 0.6], {
    ...ranking(['Low', 'gray'], ['Medium', 'blue'], ['High', 'orange'], ['Urgent', 'red']),
    tracked: true,
  }),
  lead: plan('Deal Lead', [0.3, 0.8], { valueType: 'person', value: ({ owner }) => owner.id, tracked: true }),
  referrer: plan('Referred By', [0, 0.3], { valueType: 'person', value: (story) => contacts(story, 1)[0] }),
  roundSize: plan('Round Size (USD)', [0.2, 0.85], { ...number((_, { terms }) => terms.roundSize), tracked: true }),
  preMoney: plan(
    'Pre-money (USD)',
    [0.4, 0.75],
    number((_, { terms }) => terms.preMoney),
  ),
  round: plan('Round', [0, 0.85], {
    valueType: 'dropdown',
    options: optionsOf(...rounds.map((each) => each.name)),
    value: ({ terms }, field) =>
      optionAt(
        field,
        rounds.findIndex((each) => each.name === terms.roundName),
      ),
  }),
  ownership: plan(
    'Target Ownership (%)',
    [0.5, 0.8],
    number((_, { terms }) => Math.round((terms.check / (terms.preMoney + terms.roundSize)) * 1000) / 10),
  ),
  arr: plan('ARR (USD)', [0.3, 0.7], { ...number((random, story) => roundMoney(random.around(revenueOf(story), 0.5))), tracked: true }),
  growth: plan(
    'ARR Growth (%)',
    [0.3, 0.6],
    number((random) => Math.round(random.around(110, 0.6))),
  ),
  margin: plan(
    'Gross Margin (%)',
    [0.5, 0.6],
    number((random, { company }) => Math.min(92, Math.round(random.between(58, 88) / Math.sqrt(company.sector.capital)))),
  ),
  burn: plan(
    'Monthly Burn (USD)',
    [0.5, 0.6],
    number((random, { company }) => roundMoney(random.around(company.funding.headcount * 14_000, 0.3))),
  ),
  runway: plan(
    'Runway (months)',
    [0.5, 0.6],
    number((random) => 3 + random.int(28)),
  ),
  retention: plan(
    'Net Revenue Retention (%)',
    [0.6, 0.5],
    number((random) => Math.round(random.around(112, 0.12))),
  ),
  payback: plan(
    'CAC Payback (months)',
    [0.6, 0.4],
    number((random) => Math.round(random.around(14, 0.4))),
  ),
  founders: plan(
    'Founders',
    [0.2, 0.7],
    number((random) => 1 + random.int(4)),
  ),
  firstCall: plan('First Call', [0.25, 0.9], dayAfter(0.25, [0, 6])),
  partnerMeeting: plan('Partner Meeting Date', [0.6, 0.85], dayAfter(0.6, [2, 20])),
  committee: plan('IC Date', [0.75, 0.85], { ...dayAfter(0.75, [3, 18]), tracked: true }),
  nextStep: plan(
    'Next Step',
    [0, 0.5],
    text((random, { person, owner }) =>
      random.pick([
        `Send ${person?.name.first ?? 'founder'} our questions`,
        'Second call with CTO',
        'Wait for Q3 numbers',
        'Customer references',
        `${owner.name.first} to decide by Friday`,
        'Ask for data room',
        'Nudge in two weeks',
        'Draft memo',
      ]),
    ),
  ),
  nextStepDate: plan('Next Step Date', [0.1, 0.55], dayAfter(0.1, [5, 60])),
  passReasons: plan('Pass Reasons', [0, 0.85], {
    ...tags('Too early', 'Valuation', 'Market size', 'Team', 'Competition', 'Out of scope', 'Timing', 'Traction', 'Conflict'),
    value: (story, field) => (outcomeOf(story) === 'lost' ? someOptions(story, field) : undefined),
  }),
  passNote: plan('Pass Note', [0, 0.5], {
    valueType: 'text',
    value: (story) =>
      outcomeOf(story) === 'lost'
        ? story.random.pick([
            'Great team, wrong price.',
            'Round filled before we could get to IC.',
            'We could not get comfortable with churn.',
            'Too close to a portfolio company.',
            "Founder wasn't ready to commit full time;\nrevisit in spring.",
            'Competes with <b>three</b> funded players & a big incumbent',
          ])
        : undefined,
  }),
  coInvestors: plan('Co-investors', [0.5, 0.55], {
    valueType: 'company-multi',
    value: (story) => whenFilled(funds(story, 1 + story.random.int(3))),
    tracked: true,
  }),
  leadInvestor: plan('Lead Investor', [0.5, 0.5], { valueType: 'company', value: (story) => funds(story, 1)[0] }),
  rivals: plan('Competitive Landscape', [0.4, 0.45], { valueType: 'company-multi', value: (story) => whenFilled(rivals(story)) }),
  references: plan('References', [0.6, 0.5], {
    valueType: 'person-multi',
    value: (story) => contacts(story, 1 + story.random.int(4)),
  }),
  introductions: plan('Introductions Made', [0, 0.4], {
    valueType: 'person-multi',
    description: 'Whom we put them in touch with.',
    surelyAt: wellConnected,
    value: (story) => contacts(story, story.ordinal === wellConnected ? 136 : 1 + story.random.int(5)),
  }),
  board: plan('Board Seat', [0.75, 0.8], dropdown('Observer', 'Seat', 'None')),
  deck: plan(
    'Deck',
    [0, 0.5],
    text((random, { company }) => `https://${company.domain ?? 'files.example'}/deck-v${1 + random.int(7)}.pdf`),
  ),
  dataRoom: plan(
    'Data Room',
    [0.6, 0.7],
    text((_, { company }) => `https://rooms.example/${company.id}`),
  ),
  team: plan('Team Score', [0.3, 0.75], score),
  market: plan('Market Score', [0.3, 0.75], score),
  product: plan('Product Score', [0.3, 0.75], score),
  weighted: plan('Probability-weighted Amount', [0.2, 0.9], {
    valueType: 'formula-number',
    description: 'Amount × win rate of the stage',
    value: (story) => Math.round(story.terms.check * numericCell(story)),
  }),
  markets: plan('Target Markets', [0.3, 0.4], {
    valueType: 'location-multi',
    value: ({ random, company }) =>
      [...new Set([company.placeIndex, pickPlace(random), pickPlace(random)])]
        .slice(0, 1 + random.int(3))
        .map((index) => locationAt(at(places, index))),
    tracked: true,
  }),
  region: plan('Region', [0, 0.7], {
    valueType: 'location',
    value: ({ company: { place } }) => [null, null, place.state, place.country, place.continent],
  }),
  monthly: plan('Last Monthly Revenues (USD)', [0.5, 0.45], {
    valueType: 'number-multi',
    value: (story) => {
      const base = revenueOf(story) / 12;
      return Array.from({ length: 3 + story.random.int(4) }, (_, month) =>
        roundMoney(base * (0.8 + month * 0.06) * story.random.between(0.94, 1.08)),
      );
    },
  }),
  memo: plan('Investment Memo', [0.7, 0.8], { valueType: 'text', value: memoOf }),
  tags: plan(
    'Tags',
    [0, 0.45],
    tags('Female Founder', 'Repeat Founder', 'University Spin-out', 'Open Source', 'Remote First', 'B Corp', 'Dual Use', 'Hot 🔥'),
  ),
  esg: plan('ESG Screen', [0.5, 0.8], dropdown('Passed', 'Open Questions', 'Failed')),
  legal: plan('Legal Review', [0.75, 0.8], dropdown('Not Started', 'In Review', 'Done')),
  instrument: plan('Instrument', [0.5, 0.8], dropdown('Preferred Equity', 'SAFE', 'Convertible Note', 'Secondary')),
  fund: plan('Fund', [0.5, 0.85], dropdown('Fund III', 'Fund IV', 'Opportunity Fund', 'Scout Fund')),
  thesis: plan('Thesis Fit', [0, 0.6], ranking(['Weak', 'gray'], ['Fair', 'blue'], ['Strong', 'green'], ['Bullseye', 'purple'])),
  supporters: plan('Partners in Favor', [0.6, 0.7], {
    valueType: 'person-multi',
    value: ({ world, random, start }) =>
      random
        .some(
          world.team.members.filter((member) => member.joinedAt <= start),
          1 + random.int(3),
        )
        .map((member) => member.id),
    tracked: true,
  }),
  sponsor: plan('Deal Sponsor', [0.5, 0.5], { valueType: 'person', value: memberAtWork }),
  employees: plan(
    'Employees at First Look',
    [0, 0.6],
    number((random, { company }) => Math.max(1, Math.round(company.funding.headcount * random.between(0.5, 1)))),
  ),
  lastRound: plan('Last Round Closed', [0, 0.5], {
    valueType: 'datetime',
    value: ({ company }) => (company.funding.lastAt === null ? undefined : pacificDay(company.funding.lastAt)),
  }),
  hq: plan('HQ', [0, 0.8], { valueType: 'location', value: ({ company }) => locationAt(company.place) }),
  comments: plan(
    'Comments',
    [0, 0.35],
    text((random, { company, person }) =>
      random.pick([
        `Met ${person?.name.first ?? 'the founder'} in ${company.place.city}; sharp.`,
        'See notes.',
        '👀',
        `"${capital(pitchOf(company)[2])}" is the pitch`,
        'Ping after summer',
        'High churn?\nAsk for cohorts.',
      ]),
    ),
  ),

  amount: plan('Amount', [0.2, 0.95], { ...number((_, { terms }) => terms.check), tracked: true }),
  closeDate: plan('Close Date', [0.4, 0.9], {
    valueType: 'datetime',
    tracked: true,
    value: (story) => {
      const last = currentMove(story);
      const won = at(story.list.stages, last.stage).category === 'won';
      const basis = reachedAt(story, Math.round(0.4 * (story.opens - 1))) ?? story.start;
      return pacificDay(won ? last.at : basis + story.random.between(30, 150) * dayMs);
    },
  }),
} as const satisfies Record<string, FieldPlan>;
