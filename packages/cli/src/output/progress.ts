import { styled, type Terminal, widthOf } from '../terminal.ts';
import { clip, pad } from './measure.ts';
import { count, counted, duration } from './numbers.ts';

/** How far one stream is. */
export interface StreamProgress {
  readonly stream: string;
  readonly records: number;
  readonly requests: number;
  /** Set once, when nothing more will come. */
  readonly done?: boolean;
  /** How it ended, when not well. */
  readonly trouble?: string;
}

/** Something that shows progress until it is told to stop. */
export interface ProgressView {
  readonly update: (progress: StreamProgress) => void;
  /** A sentence about what happens outside the streams, such as the merge. */
  readonly note: (text: string) => void;
  /** A line that stays. */
  readonly say: (text: string) => void;
  readonly stop: () => void;
}

const redrawMs = 100;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

interface Line {
  progress: StreamProgress;
  readonly startedAt: number;
  endedAt: number | undefined;
}

const rate = (line: Line, now: number): number => {
  const seconds = ((line.endedAt ?? now) - line.startedAt) / 1000;
  return seconds < 0.05 ? 0 : line.progress.records / seconds;
};

const facts = (line: Line, now: number): string => {
  const { records, requests } = line.progress;
  const perSecond = rate(line, now);
  const speed = perSecond >= 1 ? `${count(Math.round(perSecond))}/s` : '';
  return `${pad(counted(records, 'record'), 18, 'right')} ${pad(counted(requests, 'request'), 15, 'right')} ${pad(speed, 10, 'right')}`;
};

/** Plain lines, one when a stream ends: for files, pipes and CI. */
const plainView = (stream: Terminal['out'], now: () => number): ProgressView => {
  const started = new Map<string, number>();
  return {
    update(progress) {
      if (!started.has(progress.stream)) started.set(progress.stream, now());
      if (progress.done !== true) return;
      const took = duration(now() - (started.get(progress.stream) ?? now()));
      const how = progress.trouble ?? `${counted(progress.records, 'record')}, ${counted(progress.requests, 'request')}, ${took}`;
      stream.write(`${progress.stream}: ${how}\n`);
    },
    note: (text) => void stream.write(`${text}\n`),
    say: (text) => void stream.write(`${text}\n`),
    stop: () => {},
  };
};

/** A block of lines that is redrawn in place, one per stream. */
const liveView = (stream: Terminal['out'], now: () => number): ProgressView => {
  const lines = new Map<string, Line>();
  let drawn = 0;
  let frame = 0;
  let noted = '';
  const mark = (line: Line): string => {
    if (line.progress.trouble !== undefined) return styled(stream, 'red', '✗');
    return line.progress.done === true ? styled(stream, 'green', '✓') : styled(stream, 'cyan', spinner[frame % spinner.length] ?? '');
  };
  const drawLine = (line: Line): string => {
    const text = line.progress.trouble ?? facts(line, now());
    return `${mark(line)} ${clip(`${pad(line.progress.stream, 20)} ${text}`, widthOf(stream) - 3)}`;
  };
  const draw = (): void => {
    frame += 1;
    const texts = [...lines.values()].map(drawLine);
    if (noted !== '') texts.push(`  ${styled(stream, 'dim', clip(noted, widthOf(stream) - 3))}`);
    const up = drawn > 0 ? `\u001b[${drawn}A` : '';
    stream.write(`${up}${texts.map((text) => `\u001b[2K${text}\n`).join('')}\u001b[0J`);
    drawn = texts.length;
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  return {
    update(progress) {
      const line = lines.get(progress.stream) ?? { progress, startedAt: now(), endedAt: undefined };
      line.progress = progress;
      if (progress.done === true) line.endedAt ??= now();
      lines.set(progress.stream, line);
    },
    note(text) {
      noted = text;
    },
    say(text) {
      stream.write(`${drawn > 0 ? `\u001b[${drawn}A` : ''}\u001b[0J${text}\n`);
      drawn = 0;
      draw();
    },
    stop() {
      clearInterval(timer);
      noted = '';
      draw();
    },
  };
};

/** Shows progress on a stream: live on a terminal, plain lines elsewhere. */
export const showProgress = (stream: Terminal['out'], now: () => number = Date.now): ProgressView =>
  stream.isTTY === true ? liveView(stream, now) : plainView(stream, now);

/** Shows nothing. */
export const noProgress: ProgressView = { update: () => {}, note: () => {}, say: () => {}, stop: () => {} };
