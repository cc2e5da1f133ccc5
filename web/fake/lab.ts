import type {
  CheckResult,
  Results,
  TaskStanding,
  Text,
} from '../../durable-objects/grading/results.ts';

const tasks: readonly [id: string, ko: string, en: string, points: number][] = [
  ['service', '파드마다 이름을 주는 Service 만들기', 'A Service that names each pod', 10],
  ['set', 'web 셋을 파드 3개로 띄우기', 'Run the web set with 3 pods', 10],
  ['marker', '파드마다 표식 남기기', 'Leave a marker in each pod', 15],
  ['zero', '0까지 줄이고 클레임 남기기', 'Scale to zero, keep the claims', 15],
  ['back', '다시 3개로 늘려 데이터 되찾기', 'Scale back to 3, find the data', 20],
  ['dns', 'DNS로 새 IP 찾기', 'Find the new IPs by DNS', 15],
  ['quiz', '무엇이 클레임을 지우나요?', 'What would delete a claim?', 15],
];

const shorts: Readonly<Record<string, Text>> = {
  service: { ko: '서비스', en: 'Service' },
  set: { ko: '셋 3개', en: 'Set of 3' },
  marker: { ko: '표식', en: 'Marker' },
  zero: { ko: '0까지', en: 'To zero' },
  back: { ko: '다시 3', en: 'Back to 3' },
};

export const lab = {
  id: 'scale-to-zero',
  version: 3,
  title: { ko: '0까지 줄이기', en: 'Scale to zero' },
  summary: { ko: '', en: '' },
  minutes: 40,
  points: 100,
  guide: {
    ko: 'StatefulSet을 0까지 줄이면 파드는 번호가 큰 것부터 하나씩 사라져요. 클레임과 볼륨은 어떻게 될까요? 줄이기 전에 표식을 남기고, 직접 확인해 보세요.',
    en: 'When a StatefulSet shrinks to zero its pods go one by one, highest ordinal first. What happens to the claims and volumes? Leave a marker first, then see for yourself.',
  },
  tasks: tasks.map(([id, ko, en, points]) => {
    const short = shorts[id];
    return { id, title: { ko, en }, ...(short ? { short } : {}), points, hints: [] };
  }),
};

const marker: CheckResult = {
  id: 'marker',
  title: { ko: '표식', en: 'marker' },
  points: 15,
  score: 10,
  met: false,
  expected: {
    ko: '`web-2`의 `/data/marker`에 `web-2`',
    en: '`/data/marker` in `web-2` reads `web-2`',
  },
  observed: { ko: '`web-1`이 적혀 있어요', en: 'it reads `web-1`' },
  why: [
    {
      ko: '10:31에 `web-1`에 쓴 명령이 `web-2`에서 그대로 다시 실행됐어요. 파드는 자기 이름을 `hostname`으로 알 수 있어요.',
      en: 'At 10:31 the command written for `web-1` ran again in `web-2`. A pod knows its own name by `hostname`.',
    },
  ],
  evidence: [{ at: Date.now() - 600_000, text: 'pvc-91d6…7ee /data/marker "web-1"' }],
};

const stuck: CheckResult = {
  id: 'back',
  title: { ko: '되찾기', en: 'back' },
  points: 20,
  score: 0,
  met: false,
  expected: {
    ko: '파드 3개가 Ready이고, `web-1`이 전에 쓴 표식을 다시 읽어요',
    en: '3 pods Ready, and `web-1` reads the marker it wrote before',
  },
  observed: {
    ko: 'Ready 0개, 만든 파드 1개 · 4분째 그대로예요',
    en: '0 Ready, 1 created · unchanged for 4 min',
  },
  why: [
    line('`web-2`를 만들지 않아요.', '`web-2` isn’t created.'),
    line('`web-1`을 만들지 않아요.', '`web-1` isn’t created.'),
    line('`web-0`은 실행 중이지만 Ready가 아니에요.', '`web-0` is running but not Ready.'),
    line('`GET :80/healthz` 응답이 503이에요.', '`GET :80/healthz` answers 503.'),
  ],
  evidence: [],
};

function line(ko: string, en: string): Text {
  return { ko, en };
}

const waiting: CheckResult = {
  ...marker,
  id: 'zero',
  observed: {
    ko: '파드 3개 중 1개가 사라졌어요. 클레임 3개는 그대로예요.',
    en: '1 of 3 pods gone, all 3 claims still here.',
  },
};

/** The results of a moment of the session. */
export function resultsOf(scene: string): Results {
  const standings: Readonly<Record<string, readonly (readonly [TaskStanding, number])[]>> = {
    scaling: [
      ['met', 10],
      ['met', 10],
      ['unmet', 10],
      ['waiting', 0],
      ['todo', 0],
      ['todo', 0],
      ['locked', 0],
    ],
    stuck: [
      ['met', 10],
      ['met', 10],
      ['met', 15],
      ['met', 15],
      ['unmet', 0],
      ['todo', 0],
      ['locked', 0],
    ],
  };
  const list = standings[scene] ?? tasks.map((): [TaskStanding, number] => ['todo', 0]);
  const checks: Readonly<Record<string, CheckResult>> = { marker, zero: waiting, back: stuck };
  return {
    lab: 'scale-to-zero',
    labVersion: 3,
    points: 100,
    score: list.reduce((sum, [, score]) => sum + score, 0),
    revision: 1,
    tasks: tasks.map(([id, ko, en, points], i) => {
      const [standing, score] = list[i] ?? ['todo', 0];
      const check = standing === 'met' ? undefined : checks[id];
      return { id, title: { ko, en }, standing, points, score, checks: check ? [check] : [] };
    }),
  };
}
