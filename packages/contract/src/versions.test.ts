import { describe, expect, it } from 'vitest';
import { apiVersions, resolveVersion, versionTraits } from './versions.ts';

describe('resolveVersion', () => {
  it('knows every version by its date, and the newest as current', () => {
    expect(apiVersions.map(resolveVersion)).toEqual(apiVersions);
    expect(resolveVersion('current')).toBe('2026-09-17');
  });

  it.each(['', '2025-01-01', 'latest', 'Current', '2026-9-17'])('does not know "%s"', (requested) => {
    expect(resolveVersion(requested)).toBeUndefined();
  });
});

describe('versionTraits', () => {
  it('changes what the change notes of each version say', () => {
    const changed = (before: keyof typeof versionTraits, after: keyof typeof versionTraits) => {
      const earlier = Object.entries(versionTraits[before]);
      const later = new Map(Object.entries(versionTraits[after]));
      return earlier.filter(([name, trait]) => later.get(name) !== trait).map(([name]) => name);
    };
    expect(changed('2024-01-01', '2026-07-15')).toEqual([
      'hidesRestrictedOpportunities',
      'quarters',
      'statusOptionType',
      'winRates',
      'frozenInferredConnections',
    ]);
    expect(changed('2026-07-15', '2026-09-17')).toEqual([
      'betweenRelativeAmounts',
      'smallestRangeAmount',
      'refusesReversedRanges',
      'notesRemindersAndLists',
      'nullableTranscriptIds',
      'describesFields',
      'documentsInternalPerson',
    ]);
  });
});
