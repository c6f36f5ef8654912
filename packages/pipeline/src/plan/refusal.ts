import { AffinityReplicaError } from '../replica/errors.ts';

/** What a load would take, and what there is. */
export interface Affordability {
  readonly estimatedRequests: number;
  readonly monthRemaining: number | null;
  readonly keepMonthAbove?: number | undefined;
}

/** Why a load must not start, so that enough of the month stays for others; `null` when it may. */
export const refusalOf = ({ estimatedRequests, monthRemaining, keepMonthAbove }: Affordability): string | null => {
  if (keepMonthAbove === undefined || monthRemaining === null || monthRemaining - estimatedRequests >= keepMonthAbove) return null;
  const [left, needed, floor] = [monthRemaining, estimatedRequests, keepMonthAbove].map((number) => number.toLocaleString('en'));
  return `The account has ${left} requests left this month and this load takes about ${needed}, but ${floor} are to be kept.`;
};

/** The load would leave less of the account's month than is to be kept. */
export class AffinityBudgetError extends AffinityReplicaError {
  readonly code = 'budget';
  readonly category = 'refused';

  constructor(reason: string) {
    super(reason, 'Wait for the next month, allow more with --keep-month-above, or read less: --streams, --lists, --sweep-days.');
  }
}
