import type { OptionDraft } from './field-draft.ts';

/** A stage of a list's Status, with what usually happens to those who reach it. */
export interface Stage extends OptionDraft {
  readonly category: 'open' | 'won' | 'lost' | 'on-hold';
  /** Median stay. */
  readonly days: number;
  /** Chance to move on. */
  readonly advance: number;
  /** Chance to stay for ever; what is left over drops out. */
  readonly stall: number;
}

interface Behaviour {
  readonly winRate: number;
  readonly days: number;
  readonly advance: number;
  readonly stall: number;
}

const open = (text: string, color: string, behaviour: Behaviour): Stage => ({ text, color, category: 'open', ...behaviour });
const end = (text: string, color: string, category: 'won' | 'lost' | 'on-hold'): Stage => ({
  text,
  color,
  category,
  days: 0,
  advance: 0,
  stall: 1,
});

/** The ways this firm works, stage by stage, in its own order. */
export const funnels = {
  sourcing: [
    open('New', 'gray', { winRate: 1, days: 18, advance: 0.52, stall: 0.3 }),
    open('Reached Out', 'blue', { winRate: 2, days: 16, advance: 0.5, stall: 0.24 }),
    open('First Call', 'blue', { winRate: 4, days: 14, advance: 0.5, stall: 0.14 }),
    open('Partner Interest', 'purple', { winRate: 12, days: 21, advance: 0.5, stall: 0.12 }),
    open('Deep Dive', 'orange', { winRate: 30, days: 28, advance: 0.55, stall: 0.08 }),
    end('Moved to Pipeline', 'green', 'won'),
    end('Tracking', 'white', 'on-hold'),
    end('Passed', 'red', 'lost'),
  ],
  pipeline: [
    open('Screening', 'gray', { winRate: 3, days: 12, advance: 0.56, stall: 0.15 }),
    open('Partner Meeting', 'blue', { winRate: 9, days: 16, advance: 0.5, stall: 0.12 }),
    open('Due Diligence', 'purple', { winRate: 25, days: 30, advance: 0.52, stall: 0.1 }),
    open('Investment Committee', 'orange', { winRate: 50, days: 12, advance: 0.6, stall: 0.08 }),
    open('Term Sheet', 'orange', { winRate: 80, days: 21, advance: 0.74, stall: 0.06 }),
    end('Closed – Invested', 'green', 'won'),
    end('On Hold', 'white', 'on-hold'),
    end('Lost to Competitor', 'red', 'lost'),
    end('Passed', 'red', 'lost'),
  ],
  fundraising: [
    open('Target', 'gray', { winRate: 5, days: 35, advance: 0.6, stall: 0.24 }),
    open('First Meeting', 'blue', { winRate: 12, days: 40, advance: 0.55, stall: 0.18 }),
    open('Data Room', 'purple', { winRate: 30, days: 50, advance: 0.55, stall: 0.14 }),
    open('Soft Circle', 'orange', { winRate: 65, days: 45, advance: 0.7, stall: 0.1 }),
    end('Committed', 'green', 'won'),
    end('Next Fund', 'white', 'on-hold'),
    end('Declined', 'red', 'lost'),
  ],
  portfolio: [
    open('Onboarding', 'blue', { winRate: 20, days: 60, advance: 0.95, stall: 0.03 }),
    open('Building', 'purple', { winRate: 30, days: 420, advance: 0.6, stall: 0.2 }),
    open('Scaling', 'green', { winRate: 45, days: 500, advance: 0.45, stall: 0.35 }),
    open('Preparing Exit', 'orange', { winRate: 70, days: 240, advance: 0.6, stall: 0.2 }),
    end('Exited', 'green', 'won'),
    end('Watch List', 'white', 'on-hold'),
    end('Written Off', 'red', 'lost'),
  ],
  network: [
    open('Identified', 'gray', { winRate: 5, days: 25, advance: 0.58, stall: 0.28 }),
    open('Contacted', 'blue', { winRate: 15, days: 20, advance: 0.56, stall: 0.22 }),
    open('Met', 'purple', { winRate: 35, days: 60, advance: 0.5, stall: 0.3 }),
    open('In Dialogue', 'orange', { winRate: 60, days: 90, advance: 0.55, stall: 0.25 }),
    end('Active Relationship', 'green', 'won'),
    end('Dormant', 'white', 'on-hold'),
    end('Not a Fit', 'red', 'lost'),
  ],
  talent: [
    open('Lead', 'gray', { winRate: 4, days: 14, advance: 0.6, stall: 0.22 }),
    open('Screened', 'blue', { winRate: 12, days: 12, advance: 0.6, stall: 0.14 }),
    open('Introduced', 'purple', { winRate: 30, days: 20, advance: 0.5, stall: 0.14 }),
    open('Interviewing', 'orange', { winRate: 55, days: 30, advance: 0.5, stall: 0.06 }),
    end('Placed', 'green', 'won'),
    end('Not Looking Now', 'white', 'on-hold'),
    end('Withdrawn', 'red', 'lost'),
  ],
  events: [
    open('Long List', 'gray', { winRate: 20, days: 12, advance: 0.7, stall: 0.22 }),
    open('Invited', 'blue', { winRate: 45, days: 10, advance: 0.6, stall: 0.2 }),
    open('Confirmed', 'purple', { winRate: 85, days: 25, advance: 0.85, stall: 0.04 }),
    end('Attended', 'green', 'won'),
    end('Waitlisted', 'white', 'on-hold'),
    end('Declined', 'red', 'lost'),
  ],
  exits: [
    open('Exploring', 'gray', { winRate: 10, days: 90, advance: 0.55, stall: 0.25 }),
    open('Banker Engaged', 'blue', { winRate: 25, days: 60, advance: 0.6, stall: 0.12 }),
    open('Bids In', 'purple', { winRate: 50, days: 45, advance: 0.6, stall: 0.08 }),
    open('Exclusivity', 'orange', { winRate: 80, days: 40, advance: 0.75, stall: 0.05 }),
    end('Sold', 'green', 'won'),
    end('Paused', 'white', 'on-hold'),
    end('Abandoned', 'red', 'lost'),
  ],
} as const satisfies Record<string, readonly Stage[]>;

export type FunnelName = keyof typeof funnels;

/** How many stages of a funnel are open: they come first. */
export const openStages = (stages: readonly Stage[]): number => stages.filter((stage) => stage.category === 'open').length;
