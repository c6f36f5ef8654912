import type { Company } from './company-book.ts';
import { capital } from './descriptions.ts';
import { rounds, shortMoney } from './money.ts';
import type { Random } from './random.ts';
import { pitchOf } from './sectors.ts';
import type { Terms } from './story.ts';

/** What a note is about. */
export interface NoteTopic {
  readonly company: Company;
  /** Given name of whom they met. */
  readonly contact: string | undefined;
  readonly terms: Terms;
  /** How far the deal is: at the door, in talks, at the table, or over. */
  readonly phase: 'early' | 'middle' | 'late' | 'won' | 'lost' | 'beaten' | 'none';
  readonly voice: 'deal' | 'relation';
  /** The stage that the entry was moved to, in the firm's words. */
  readonly stage: string | undefined;
  readonly colleague: string;
}

type Line = (topic: NoteTopic, random: Random) => string;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const nameOf = ({ company }: NoteTopic): string => escapeHtml(company.name);
const them = ({ contact, company }: NoteTopic): string => escapeHtml(contact ?? `the ${company.kind === 'startup' ? 'founders' : 'team'}`);
const productOf = ({ company }: NoteTopic): string => pitchOf(company)[0];
const customersOf = ({ company }: NoteTopic): string => pitchOf(company)[1];
const outcomeOf = ({ company }: NoteTopic): string => pitchOf(company)[2];
const roundOf = ({ company }: NoteTopic): string => rounds[company.funding.round]?.name ?? 'bootstrapped';
const percent = (random: Random, low: number, high: number): string => `${Math.round(random.between(low, high))}%`;

const dealOpenings: Record<NoteTopic['phase'], readonly Line[]> = {
  early: [
    (topic) => `Intro call with ${them(topic)} (${nameOf(topic)}).`,
    (topic) => `First call. ${nameOf(topic)} does ${productOf(topic)} for ${customersOf(topic)}.`,
    (topic) => `Met ${them(topic)} at an event in ${topic.company.place.city}; asked for 30 min and got an hour.`,
    (topic) => `Inbound via ${topic.colleague}. ${nameOf(topic)}, ${topic.company.funding.headcount} people, ${roundOf(topic)}.`,
    (topic) => `Quick screen of ${nameOf(topic)} before Monday.`,
    (topic) => `${capital(them(topic))} walked me through the deck. Pitch: help ${customersOf(topic)} ${outcomeOf(topic)}.`,
  ],
  middle: [
    (topic) => `Second meeting with ${them(topic)}, this time with ${topic.colleague} in the room.`,
    (topic) => `Deep dive on product, ${nameOf(topic)}.`,
    (topic) => `Customer reference for ${nameOf(topic)} (${customersOf(topic)}): would not go back.`,
    (topic) => `Went through the numbers that ${them(topic)} sent.`,
    (topic) => `Partner meeting, ${nameOf(topic)}: good energy, open questions below.`,
  ],
  late: [
    (topic) => `IC discussion, ${nameOf(topic)}.`,
    (topic) =>
      `Term sheet call with ${them(topic)}: ${shortMoney(topic.terms.roundSize)} at ${shortMoney(topic.terms.preMoney)} pre, we would do ${shortMoney(topic.terms.check)}.`,
    (topic) => `Last references on ${nameOf(topic)} are in.`,
    (topic) => `Legal is through the documents; ${topic.colleague} has the redlines.`,
    (topic) => `Spoke to the lead about ${nameOf(topic)}: they want to close within three weeks.`,
  ],
  won: [
    (topic) => `Done! 🎉 ${nameOf(topic)}: ${shortMoney(topic.terms.check)} wired.`,
    (topic) => `Closing call with ${them(topic)}. Board kick-off is on the calendar.`,
    (topic) => `We are in. Thanks ${topic.colleague} for pulling this over the line.`,
  ],
  lost: [
    (topic) => `Passed on ${nameOf(topic)}; told ${them(topic)} by phone.`,
    (topic) => `Not moving forward with ${nameOf(topic)} for now.`,
    (topic) => `Closed the loop with ${them(topic)}. Took it well, door stays open.`,
  ],
  beaten: [
    (topic) => `${nameOf(topic)} went with somebody else. Post-mortem with ${topic.colleague} next week.`,
    (topic) => `Lost ${nameOf(topic)} on price: the other sheet was ${shortMoney(topic.terms.preMoney * 1.3)} pre.`,
    (topic) => `${capital(them(topic))} called: they signed with a fund that could lead alone.`,
  ],
  none: [
    (topic) => `Catch-up with ${them(topic)}.`,
    (topic) => `Coffee with ${them(topic)} from ${nameOf(topic)}.`,
    (topic) => `${nameOf(topic)}: news from the board, via ${topic.colleague}.`,
    (topic, random) =>
      `Talked about ${random.pick(topic.company.sector.themes).toLowerCase()} in general. ${capital(them(topic))} sees the same consolidation as we do.`,
    (topic) => `${capital(them(topic))} asked for an intro to our platform team.`,
  ],
};

const relationOpenings: Record<NoteTopic['phase'], readonly Line[]> = {
  early: [
    (topic) => `Intro to ${them(topic)} (${nameOf(topic)}) through ${topic.colleague}.`,
    (topic) => `Short call with ${them(topic)}, ${nameOf(topic)}. Friendly, wants to hear more.`,
    (topic) => `${capital(them(topic))} answered my mail; call in two weeks.`,
    (topic) => `Met ${them(topic)} at a dinner in ${topic.company.place.city}.`,
  ],
  middle: [
    (topic) => `Hour-long meeting with ${them(topic)} and ${topic.colleague}.`,
    (topic) => `${capital(them(topic))} asked good questions about the portfolio.`,
    (topic) => `Second conversation with ${nameOf(topic)}. Getting concrete.`,
  ],
  late: [
    (topic) => `${capital(them(topic))} is close to a yes; ${topic.colleague} to send the papers.`,
    (topic) => `Call with ${them(topic)}: only terms and timing are open.`,
    (topic) => `${nameOf(topic)} has it on the agenda for the next committee.`,
  ],
  won: [
    (topic) => `${capital(them(topic))} is in! 🎉 Thanks ${topic.colleague}.`,
    (topic) => `Confirmed by ${them(topic)} this morning.`,
    (topic) => `Signed. ${nameOf(topic)} wants a quarterly call.`,
  ],
  lost: [
    (topic) => `${capital(them(topic))} said no for now, in good spirits.`,
    (topic) => `${nameOf(topic)} has other priorities this year.`,
    (topic) => `Not a fit at present; told ${topic.colleague}.`,
  ],
  beaten: [(topic) => `${capital(them(topic))} went elsewhere.`],
  none: [
    (topic) => `Catch-up with ${them(topic)}.`,
    (topic) => `Coffee with ${them(topic)} from ${nameOf(topic)}.`,
    (topic) => `${capital(them(topic))} introduced us to two people worth knowing.`,
    (topic, random) =>
      `Talked about ${random.pick(topic.company.sector.themes).toLowerCase()} with ${them(topic)}; they see the same consolidation as we do.`,
    (topic) => `Lunch with ${them(topic)} in ${topic.company.place.city}.`,
  ],
};

const dealFacts: readonly Line[] = [
  ({ company }) => `Team of ${company.funding.headcount}, ${company.place.city}, founded ${company.funding.founded}.`,
  (topic, random) => `Customers are mostly ${customersOf(topic)}; average contract ${shortMoney(random.around(48_000, 0.8))}.`,
  (_, random) => `ARR growing ${percent(random, 60, 260)} year over year, net retention ${percent(random, 96, 141)}.`,
  (_, random) => `Gross margin ${percent(random, 38, 86)}, should reach ${percent(random, 70, 90)} once hosting is renegotiated.`,
  (topic, random) => `They say they ${random.pick(['let customers', 'help users'])} ${outcomeOf(topic)}; two of three references agree.`,
  (_, random) => `Runway ${4 + random.int(20)} months at the present burn.`,
  ({ terms }) => `Raising ${shortMoney(terms.roundSize)} (${terms.roundName}), hoping for ${shortMoney(terms.preMoney)} pre.`,
  ({ company }, random) => `Hiring: ${random.pick(company.sector.titles)} and two engineers.`,
  ({ company: { funding } }) =>
    funding.totalAmount === null ? 'No outside money so far.' : `Raised ${shortMoney(funding.totalAmount)} to date.`,
  (_, random) => `Sales cycle ${2 + random.int(8)} months, win rate about ${percent(random, 12, 45)}.`,
  (topic) => `Says ${customersOf(topic)} pay because of budget, not because of regulation.`,
  (_, random) =>
    `Founders met at ${random.pick(['university', 'their last start-up', 'a bank', 'a research lab', 'a hackathon'])}; ${1 + random.int(12)} years together.`,
];
const relationFacts: readonly Line[] = [
  ({ company }) => `Based in ${company.place.city}, travels to us twice a year.`,
  ({ company }, random) => `Most interested in ${random.pick(company.sector.themes).toLowerCase()}.`,
  (topic) => `Knows ${topic.colleague} from a former job.`,
  (_, random) => `Decides within ${2 + random.int(6)} months, through a committee of ${3 + random.int(5)}.`,
  (_, random) => `Has worked with ${2 + random.int(9)} funds like ours.`,
  () => 'Prefers a call to a long mail.',
  (_, random) =>
    `Would like ${random.pick(['co-investment rights', 'to meet three founders', 'a quarterly update', 'a seat at the annual meeting', 'references'])}.`,
  ({ company }, random) => `Could open doors at ${random.pick(company.sector.industries).toLowerCase()} companies.`,
  () => 'Asked how we think about reserves.',
];
const dealOpinions: readonly Line[] = [
  () => 'I like the founder a lot.',
  () => 'Honest about what does not work yet — refreshing.',
  () => 'Feels like a feature, not a company.',
  () => 'Market is bigger than I thought; we should size it bottom-up.',
  (topic) => `${topic.colleague} knows the space and is sceptical about pricing power.`,
  () => 'Go-to-market is founder-led and will stay so for a while.',
  () => `Their "moat" is speed. That's fine for now.`,
  (topic) => `Valuation is full: ${shortMoney(topic.terms.preMoney)} pre for this traction…`,
  () => 'Strong technical team, no commercial lead.',
  () => 'Churn in the smallest segment worries me; enterprise looks sticky.',
  () => 'Would take this call again in six months even if we pass today.',
  () => 'Second product is not a second product yet.',
];
const dealSteps: readonly Line[] = [
  (topic) => `Ask ${them(topic)} for cohorts`,
  (topic) => `${topic.colleague} to call two references`,
  () => 'Send our questions by Thursday',
  () => 'Cap table and option pool',
  () => 'Check overlap with portfolio',
  (topic, random) => `Intro to a ${random.pick(topic.company.sector.titles)} for technical diligence`,
  () => 'Follow up after the summer',
  () => 'Put on the agenda for Monday',
  (topic) => `Draft memo (${topic.terms.roundName})`,
];

const relationOpinions: readonly Line[] = [
  () => 'Warm and direct.',
  () => 'Hard to read; more time needed.',
  (topic) => `${topic.colleague} should own this one.`,
  () => 'Worth the trip.',
  () => 'Will help if we ask precisely.',
  () => 'Slow, but says what they mean.',
];
const relationSteps: readonly Line[] = [
  (topic) => `Send ${them(topic)} the Q3 letter`,
  (topic) => `${topic.colleague} to follow up`,
  () => 'Invite to the Founder Summit',
  () => 'Two founder references',
  () => 'Next call after the holidays',
  () => 'Add to the newsletter',
];

/** Deals are written about in other words than people. */
const phrases = {
  deal: { openings: dealOpenings, facts: dealFacts, opinions: dealOpinions, steps: dealSteps },
  relation: { openings: relationOpenings, facts: relationFacts, opinions: relationOpinions, steps: relationSteps },
};

const paragraph = (text: string): string => `<p>${text}</p>`;
const bullets = (items: readonly string[], tag: 'ul' | 'ol' = 'ul'): string =>
  `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;
const say = (lines: readonly Line[], count: number, { topic, random }: Speech): string[] =>
  random.some(lines, count).map((line) => line(topic, random));

interface Speech {
  readonly topic: NoteTopic;
  readonly random: Random;
}

/** A note as people at a fund write them: often two lines, sometimes a page. */
export const noteHtml = (topic: NoteTopic, random: Random): string => {
  const speech = { topic, random };
  const { openings, facts, opinions, steps } = phrases[topic.voice];
  const opening = random.pick(openings[topic.phase])(topic, random);
  const draw = random.next();
  if (draw < 0.24) return paragraph(`${opening} ${say(opinions, 1, speech).join('')}`);
  if (draw < 0.5) return paragraph(opening) + paragraph([...say(facts, 2, speech), ...say(opinions, 1, speech)].join(' '));
  if (draw < 0.78)
    return (
      paragraph(opening) + paragraph(say(facts, 2, speech).join(' ')) + paragraph('Next:') + bullets(say(steps, 1 + random.int(3), speech))
    );
  if (draw < 0.82) return `${opening}\n\n${say(facts, 1, speech).join('\n')}\n— ${topic.colleague}`;
  if (draw < 0.86) return paragraph(`${opening} ${deckLink(topic)}`);
  return longHtml(opening, speech);
};

const deckLink = ({ company }: NoteTopic): string =>
  `<a href="https://${company.domain ?? 'files.example'}/deck" rel="noopener noreferrer" target="_blank">Deck</a> attached to the mail.`;

const longHtml = (opening: string, speech: Speech): string => {
  const { facts, opinions, steps } = phrases[speech.topic.voice];
  return [
    paragraph(`<strong>${opening}</strong>`),
    speech.topic.stage ? paragraph(`<em>Moved to ${escapeHtml(speech.topic.stage)}</em>`) : '',
    paragraph(speech.topic.voice === 'deal' ? '<u>Business</u>' : '<u>What we learned</u>'),
    bullets(say(facts, 4, speech)),
    paragraph('<u>What we think</u>'),
    paragraph(say(opinions, 3, speech).join('<br>')),
    paragraph('<u>Next steps</u>'),
    bullets(say(steps, 3, speech), 'ol'),
  ].join('');
};

/** What the notetaker of a call leaves behind. */
export const notetakerHtml = (topic: NoteTopic, random: Random): string => {
  const speech = { topic, random };
  const { facts, steps } = phrases[topic.voice];
  const subject =
    topic.voice === 'deal'
      ? `presented ${nameOf(topic)}, which works on ${productOf(topic)}. The discussion covered traction, team and the planned ${topic.terms.roundName}`
      : 'joined from ' + nameOf(topic) + '. The discussion covered the portfolio, timing and how to work together';
  return [
    paragraph('<strong>Summary</strong>'),
    paragraph(`${capital(them(topic))} ${subject}.`),
    paragraph('<strong>Key points</strong>'),
    bullets(say(facts, 4, speech)),
    paragraph('<strong>Action items</strong>'),
    bullets(say(steps, 2, speech)),
  ].join('');
};

const replies: readonly ((colleague: string, random: Random) => string)[] = [
  () => 'Agree. Let’s move.',
  (colleague) => `Thanks! ${colleague}, can you take the references?`,
  () => '+1',
  () => 'I would pass, happy to be convinced otherwise.',
  () => 'Known them for years, can make a call if useful.',
  () => 'Which fund is this for?',
  (_, random) => `At that price I need ${percent(random, 15, 22)} ownership.`,
  () => 'Let’s discuss on Monday 👍',
  () => 'Done, see above.',
  () => 'Reminds me of a deal we lost in 2019…\nsame mistake twice?',
];

/** What a colleague answers. */
export const replyHtml = (colleague: string, random: Random): string => paragraph(random.pick(replies)(colleague, random));

/** A mention as reads show it (v2 reference, section 9.8). */
export const mentionHtml = (personId: number, name: string): string =>
  `<span data-type="note-mention" data-note-mention-type="person" data-note-mention-person-id="${personId}">${escapeHtml(name)}</span>`;
