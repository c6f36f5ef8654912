import { dealColumns } from './deal-columns.ts';
import { relationColumns } from './relation-columns.ts';

/** Every column that lists of this firm use. */
export const plans = { ...dealColumns, ...relationColumns };

export type PlanName = keyof typeof plans;
