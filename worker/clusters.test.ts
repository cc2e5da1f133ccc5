import { describe, expect, test } from 'vitest';
import { type ClusterPlace, clusterObjectName, clusterSeed } from './clusters.ts';

const place = { classId: 'c1', assignmentId: 'a1', personId: 'p1', number: 1 };

describe('the tenancy rule', () => {
  test('says where a cluster lives', () => {
    expect(clusterObjectName(place)).toBe('attempt/c1/a1/p1/1');
    expect(clusterObjectName({ sandbox: 's1' })).toBe('sandbox/s1');
  });

  test('gives two places two names and two seeds', () => {
    const places: ClusterPlace[] = [
      place,
      { ...place, classId: 'c2' },
      { ...place, assignmentId: 'a2' },
      { ...place, personId: 'p2' },
      { ...place, number: 2 },
      { sandbox: 'p1' },
    ];
    expect(new Set(places.map(clusterObjectName)).size).toBe(places.length);
    expect(new Set(places.map(clusterSeed)).size).toBe(places.length);
  });

  test.each(['a/b', '', '../x', 'A', '한'])(
    'takes no id like %j, which could reach elsewhere',
    (id) => {
      expect(() => clusterObjectName({ ...place, personId: id })).toThrow('not an id');
      expect(() => clusterObjectName({ sandbox: id })).toThrow('not an id');
    },
  );
});
