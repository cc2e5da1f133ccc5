import type { BoardCell, BoardRow } from '../../durable-objects/rpc.ts';
import { lab } from './lab.ts';

const names =
  '김도윤 이서준 박하은 최지우 정예린 강민재 조수아 윤시우 장하린 임건우 한유나 오태현 서채원 신동혁 권나은 황준서 안소율 송재민 전다인 홍승우 유가온 고은채 문정우 양지호 손미래 배현수 백아라 허진성 남궁윤 심하람'.split(
    ' ',
  );

export const learners = names.map((name, i) => ({
  id: `l${i}`,
  name,
  role: 'learner' as const,
  section: i % 2 === 0 ? 'A' : 'B',
  joinedAt: Date.now() - 9 * 86_400_000,
}));

// Tasks met, minutes at the next one, its standing.
const states: readonly [met: number, minutes: number, standing: BoardCell['standing']][] = [
  [1, 31, 'stuck'],
  [2, 24, 'stuck'],
  [2, 22, 'stuck'],
  [2, 19, 'stuck'],
  [3, 17, 'stuck'],
  [2, 15, 'stuck'],
  [3, 13, 'working'],
  [3, 12, 'stuck'],
  [3, 11, 'working'],
  [3, 9, 'working'],
  [3, 6, 'partly'],
  [4, 8, 'working'],
  [4, 7, 'working'],
  [4, 7, 'stuck'],
  [4, 6, 'working'],
  [4, 6, 'working'],
  [4, 5, 'working'],
  [4, 4, 'partly'],
  [5, 5, 'working'],
  [5, 4, 'working'],
  [5, 4, 'working'],
  [5, 3, 'working'],
  [5, 3, 'working'],
  [5, 2, 'partly'],
  [6, 2, 'working'],
  [6, 2, 'working'],
  [6, 1, 'working'],
  [7, 0, 'met'],
  [7, 0, 'met'],
  [7, 0, 'met'],
];
const facts: Readonly<Record<number, string>> = {
  0: 'no matches for kind "StatetfulSet" in version "apps/v1"',
  1: 'serviceName "nginx": no Service of that name',
  2: 'serviceName "nginx": no Service of that name',
  3: 'data-web-0 Pending: storageclass.storage.k8s.io "fast" not found',
  4: 'web-0: Readiness probe failed: HTTP probe failed with statuscode: 503',
  5: 'serviceName "nginx": no Service of that name',
  7: 'web-0: Readiness probe failed: HTTP probe failed with statuscode: 503',
  13: 'whenScaled: Delete',
};
const hands: Readonly<Record<number, readonly [number, string]>> = {
  0: [6, 'apply가 계속 거절돼요.'],
  3: [4, '클레임이 계속 Pending이에요.'],
  13: [2, '줄였더니 데이터가 없어졌어요.'],
};

/** Thirty learners in the middle of a class. */
export function boardRows(): readonly BoardRow[] {
  const now = Date.now();
  return states.map(([met, minutes, standing], i) => {
    const since = now - minutes * 60_000;
    const cells = lab.tasks.map(({ id, points }, t): BoardCell => {
      if (t < met) {
        const began = since - (met - t) * 5 * 60_000;
        return { task: id, standing: 'met', score: points, points, since: began };
      }
      if (t > met) return { task: id, standing: 'todo', score: 0, points };
      return { task: id, standing, score: standing === 'partly' ? points / 2 : 0, points, since };
    });
    const fact = facts[i];
    const hand = hands[i];
    return {
      attemptId: `a${i}`,
      personId: `l${i}`,
      name: names[i] ?? '',
      cells,
      score: cells.reduce((sum, { score }) => sum + score, 0),
      points: 100,
      lastActiveAt: now - (i === 6 ? 11 : i % 10 === 1 ? 1 : 0) * 60_000,
      ...(fact ? { stuck: { since, fact } } : {}),
      ...(hand ? { hand: { since: now - hand[0] * 60_000, message: hand[1] } } : {}),
    };
  });
}
