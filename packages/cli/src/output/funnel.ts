import { styled, type Terminal, widthOf } from '../terminal.ts';
import { cellsOf, clip, oneLine, pad } from './measure.ts';
import { count, percent } from './numbers.ts';

/** One stage of a funnel, as the view `funnel` returns it. */
export interface FunnelStage {
  readonly status: string;
  readonly category: string | null;
  /** Entries that stand at this stage now. */
  readonly entriesNow: number;
  /** Entries that reached this stage or one beyond it. */
  readonly entriesEver: number;
  /** Share of the stage before that reached this one; `null` at the first stage and off the path. */
  readonly conversion: number | null;
  /** Median of completed stays, in days. */
  readonly medianDays: number | null;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of `share` of `width` cells, to an eighth of a cell; something is always drawn for something. */
export const bar = (share: number, width: number): string => {
  const units = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0;
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
};

const numbersWidth = 6 + 6 + 8 + 9;
const dash = '–';
const nameWidth = (stages: readonly FunnelStage[]): number =>
  Math.min(22, Math.max(5, ...stages.map((stage) => cellsOf(oneLine(stage.status)))));

const colourOf = (category: string | null): 'green' | 'red' | 'yellow' | 'cyan' =>
  category === 'won' ? 'green' : category === 'lost' ? 'red' : category === 'on-hold' ? 'yellow' : 'cyan';

/** Draws a funnel in the firm's own order of stages: bar and count of entries that came this far, conversion, median days. */
export const drawFunnel = (title: string, stages: readonly FunnelStage[], stream: Terminal['out']): string[] => {
  const name = nameWidth(stages);
  const room = Math.max(8, Math.min(60, widthOf(stream) - name - numbersWidth - 4));
  const most = Math.max(1, ...stages.map((stage) => stage.entriesEver));
  const line = (stage: FunnelStage): string => {
    const drawn = styled(stream, colourOf(stage.category), pad(bar(stage.entriesEver / most, room), room));
    const conversion = stage.conversion === null ? dash : percent(stage.conversion);
    const days = stage.medianDays === null ? dash : `${Math.round(stage.medianDays)} d`;
    const numbers = [pad(count(stage.entriesEver), 6, 'right'), pad(count(stage.entriesNow), 6, 'right'), pad(conversion, 8, 'right')];
    return `${pad(clip(oneLine(stage.status), name), name)}  ${drawn}${numbers.join('')}${pad(days, 9, 'right')}`;
  };
  const head = `${pad('stage', name)}  ${pad('', room)}${pad('ever', 6, 'right')}${pad('now', 6, 'right')}${pad('conv.', 8, 'right')}${pad('median', 9, 'right')}`;
  return [styled(stream, 'bold', oneLine(title)), styled(stream, 'dim', head), ...stages.map(line)];
};
