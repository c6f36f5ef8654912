import { firm } from './team.ts';

/** What words about an interaction may name. */
export interface ActivityTopic {
  readonly company: string;
  readonly contact: string;
}

type Words = readonly ((topic: ActivityTopic) => string)[];

/** Subjects of mail to somebody outside. */
export const sentSubjects: Words = [
  ({ company }) => `${company} – next steps`,
  ({ company }) => `Re: ${company} data room`,
  ({ contact }) => `Re: ${contact}, a few follow-up questions`,
  () => 'Re: Intro to our operating partner',
  ({ company }) => `${firm.name} <> ${company}: reference list`,
  () => 'Slots for next week',
  ({ company }) => `Draft term sheet ${company}`,
  () => 'Thank you for your time today',
  ({ company }) => `Fwd: customer call ${company}`,
];

/** Subjects of mail from outside. */
export const receivedSubjects: Words = [
  ({ company }) => `${company} monthly update`,
  ({ company }) => `Re: ${company} – next steps`,
  () => 'Re: Slots for next week',
  ({ company }) => `${company} deck and model (v3)`,
  () => 'Re: Re: Re: references',
  ({ company }) => `Board materials ${company}`,
  () => 'Quick question on the cap table',
  ({ company }) => `Invitation: ${company} demo`,
  () => 'Automatic reply: out of office',
];

/** Titles of meetings. */
export const meetingTitles: Words = [
  ({ company }) => `${company} / ${firm.name}: follow-up`,
  ({ contact }) => `Call with ${contact}`,
  ({ company }) => `${company} – customer references`,
  ({ company }) => `Due diligence session: ${company}`,
  () => 'Lunch',
  ({ company }) => `Quarterly review ${company}`,
  ({ contact }) => `${contact} – catch-up`,
];

/** What founders and investors say to each other in a recorded meeting, in turns. */
export const spoken: readonly string[] = [
  'Thanks for making the time. Can everybody hear me?',
  'Yes, loud and clear.',
  'Let me share my screen and walk you through where we are.',
  'Before we start: how is the team doing after the move?',
  'Good, we are fully staffed except for one engineering role.',
  'What changed since we last spoke in terms of revenue?',
  'We closed two larger customers, both on annual contracts.',
  'And churn? You mentioned some of the early customers were at risk.',
  'One left. The other renewed, at a slightly lower price.',
  'How do you think about pricing for the new module?',
  'Per seat at first. Usage-based once we see how people use it.',
  'Who do you lose against?',
  'Mostly against doing nothing. In the larger accounts against the incumbent.',
  'Could you send us the cohort data after the call?',
  'Sure, it is in the data room already. I will send the link again.',
  'What would you do with the money in the first twelve months?',
  'Half of it goes into sales, the rest into the product.',
  'That sounds sensible. We would like to talk to three customers.',
  'Happy to introduce you. Give me until the end of the week.',
  'Our next step would be the partner meeting on Monday.',
  'Great. Is there anything you are worried about?',
  'The sales cycle is longer than we would like.',
  'It is the same across the market right now.',
  'Thank you, this was very helpful.',
];
