import { crc32 } from 'node:zlib';

/** Identifies a record of a stream: numbers for almost everything, strings for fields. */
export type RecordId = number | string;

/** What is known of one answer without inflating it. */
export interface PageHeader {
  /** Method, path and sorted query of the request, without the host. */
  readonly key: string;
  /** Digest of the answer, its paging links left out. */
  readonly hash: string;
  /** Path and query of the next page, `null` at the end. */
  readonly next: string | null;
  /** Ids of the page's records. */
  readonly ids: readonly RecordId[];
  /** When the answer came, in ISO 8601, by the server's clock. */
  readonly at: string;
  /** Values that were cut at 100 and had to be completed elsewhere; such a page is always parsed. */
  readonly cut?: number;
}

/** One page as it lies in the journal: its header and the deflated answer. */
export interface PageRecord {
  readonly header: PageHeader;
  readonly body: Uint8Array;
}

/** Where a record lies in its file. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Bytes before each record: mark, length of the header, length of the body, checksum over all that follows the mark but itself. */
export const frameLength = 16;
/** Begins every record, so that reading can go on behind a damaged one. */
export const mark = Buffer.from('AKJ1', 'latin1');

const checksum = (record: Buffer): number => crc32(record.subarray(frameLength), crc32(record.subarray(4, 12)));

/** Puts a page into its bytes on disk. */
export const encodeRecord = ({ header, body }: PageRecord): Buffer => {
  const head = Buffer.from(JSON.stringify(header), 'utf8');
  const record = Buffer.allocUnsafe(frameLength + head.length + body.length);
  mark.copy(record, 0);
  record.writeUInt32LE(head.length, 4);
  record.writeUInt32LE(body.length, 8);
  head.copy(record, frameLength);
  record.set(body, frameLength + head.length);
  record.writeUInt32LE(checksum(record), 12);
  return record;
};

/** Length of the record that begins with this frame, or `undefined` when it is no frame. */
export const recordLength = (frame: Buffer): number | undefined =>
  frame.length >= frameLength && frame.subarray(0, 4).equals(mark)
    ? frameLength + frame.readUInt32LE(4) + frame.readUInt32LE(8)
    : undefined;

/** Reads one whole record, or gives `undefined` when it is not what was written. */
export const decodeRecord = (record: Buffer): PageRecord | undefined => {
  if (recordLength(record) !== record.length || record.readUInt32LE(12) !== checksum(record)) return undefined;
  const bodyAt = frameLength + record.readUInt32LE(4);
  return { header: JSON.parse(record.toString('utf8', frameLength, bodyAt)) as PageHeader, body: record.subarray(bodyAt) };
};
