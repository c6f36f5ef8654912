import { describe, expect, it } from 'vitest';
import { FilesToBeUploaded, UploadedFiles } from './entity-files.ts';

const file = new File(['deck'], 'deck.pdf', { type: 'application/pdf' });
const messagesOf = (body: object) => FilesToBeUploaded.safeParse(body).error?.issues.map(({ message }) => message);

describe('an upload', () => {
  it.each(['person_id', 'organization_id', 'opportunity_id'])('takes one file, or several, for a %s', (name) => {
    expect(messagesOf({ file, [name]: 1 })).toBeUndefined();
    expect(messagesOf({ 'files[]': [file, file], [name]: 1 })).toBeUndefined();
  });

  it.each([{}, { 'files[]': [] }])('needs a file: %j', (files) => {
    expect(messagesOf({ ...files, person_id: 1 })).toEqual(['At least one file is required']);
  });

  it.each([{}, { person_id: 1, organization_id: 2 }, { person_id: 1, organization_id: 2, opportunity_id: 3 }])(
    'is for one record: %j',
    (records) => {
      expect(messagesOf({ file, ...records })).toEqual(['Exactly one of person_id, organization_id and opportunity_id is required']);
    },
  );

  it('does not take the name of a file for the file', () => {
    expect(messagesOf({ file: 'deck.pdf', person_id: 1 })).toHaveLength(1);
  });

  it('may be answered without the files', () => {
    expect(UploadedFiles.parse({ success: true })).toEqual({ success: true });
    expect(UploadedFiles.safeParse({ success: false }).success).toBe(false);
  });
});
