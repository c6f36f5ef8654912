import { dayAfter, dropdown, type FieldPlan, memberAtWork, number, plan, ranking, rivals, tags, text, whenFilled } from './field-plan.ts';
import { roundMoney } from './money.ts';

/** Columns of lists about people, partners, the portfolio and exits. */
export const relationColumns = {
  investorType: plan(
    'Investor Type',
    [0, 0.9],
    dropdown('Family Office', 'Endowment', 'Fund of Funds', 'Pension Fund', 'Corporate', 'Individual', 'Sovereign'),
  ),
  commitment: plan('Expected Commitment (USD)', [0.25, 0.85], {
    ...number((random) => roundMoney(random.around(3_000_000, 0.8))),
    tracked: true,
  }),
  previousFunds: plan('Previous Funds', [0, 0.35], tags('Fund I', 'Fund II', 'Fund III')),
  kyc: plan('KYC', [0.7, 0.8], dropdown('Requested', 'Received', 'Cleared')),
  nextTouch: plan(
    'Next Step',
    [0, 0.5],
    text((random, { owner }) =>
      random.pick([
        'Send Q3 letter',
        'Invite to annual meeting',
        'Reference with a founder',
        `${owner.name.first} to call`,
        'Share data room',
        'Side letter questions',
        'Coffee next time in town',
      ]),
    ),
  ),
  remarks: plan(
    'Comments',
    [0, 0.35],
    text((random, { person, company }) =>
      random.pick([
        `Met ${person?.name.first ?? 'them'} in ${company.place.city}`,
        'Prefers the phone.',
        'Wants co-invest rights',
        'See notes.',
        '👍',
        `"Call me after the summer"\n(${company.place.city} time!)`,
        'Knows half of our portfolio',
      ]),
    ),
  ),
  warmPath: plan('Warmest Path', [0, 0.45], { valueType: 'person', value: memberAtWork }),
  followUp: plan('Follow-up', [0, 0.5], { ...dayAfter(0, [10, 120]), tracked: true }),

  role: plan(
    'Function',
    [0, 0.9],
    dropdown('Engineering', 'Sales', 'Product', 'Finance', 'Marketing', 'Operations', 'People', 'General Management'),
  ),
  seniority: plan(
    'Seniority',
    [0, 0.8],
    ranking(['Individual', 'gray'], ['Manager', 'blue'], ['Director', 'purple'], ['VP', 'orange'], ['C-level', 'red']),
  ),
  compensation: plan('Expected Compensation (USD)', [0.4, 0.5], {
    ...number((random) => roundMoney(random.around(240_000, 0.3))),
    tracked: true,
  }),
  introducedTo: plan('Introduced To', [0.5, 0.8], {
    valueType: 'company-multi',
    value: (story) => whenFilled(rivals(story)),
    tracked: true,
  }),
  available: plan('Available From', [0.3, 0.4], dayAfter(0.3, [20, 200])),

  invested: plan('Invested to Date (USD)', [0, 0.95], { ...number((_, { terms }) => terms.check), tracked: true }),
  multiple: plan('Gross MOIC', [0.3, 0.8], {
    valueType: 'formula-number',
    description: 'Fair value ÷ invested',
    value: ({ random }) => Math.round(random.around(1.4, 0.6) * 100) / 100,
  }),
  health: plan('Health', [0, 0.85], { ...ranking(['Red', 'red'], ['Amber', 'orange'], ['Green', 'green']), tracked: true }),
  boardMember: plan('Our Board Member', [0, 0.75], { valueType: 'person', value: ({ owner }) => owner.id, tracked: true }),
  investedOn: plan('Invested On', [0, 0.9], dayAfter(0, [-30, 0])),
  track: plan('Track', [0, 0.7], dropdown('Pilot', 'Commercial', 'Corporate Venture', 'M&A Interest')),
  checkRange: plan(
    'Typical Check (USD)',
    [0, 0.6],
    number((random) => roundMoney(random.around(2_500_000, 0.7))),
  ),
  seat: plan('Seating', [0.5, 0.6], dropdown('Table A', 'Table B', 'Stage', 'Balcony')),
  dietary: plan(
    'Dietary Wishes',
    [0.5, 0.3],
    text((random) => random.pick(['Vegetarian', 'Vegan', 'No nuts!', 'Gluten-free', 'Halal'])),
  ),
  acquirers: plan('Potential Acquirers', [0.2, 0.7], { valueType: 'company-multi', value: (story) => whenFilled(rivals(story)) }),
  price: plan('Indicative Price (USD)', [0.5, 0.75], {
    ...number((random, { terms }) => roundMoney((terms.preMoney + terms.roundSize) * random.between(1, 4))),
    tracked: true,
  }),
} as const satisfies Record<string, FieldPlan>;
