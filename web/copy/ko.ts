import { classKo } from './class-ko.ts';
import type { Copy } from './en.ts';
import { clockTime, dateTime, duration, points } from './format.ts';
import { withParticle } from './particles.ts';

/** Every text of the console in Korean: 해요체, active, short. */
export const ko: Copy = {
  language: '한국어',
  product: 'LabSet',
  skipTo: (where) => `${withParticle(where, '으로/로')} 가기`,
  where: '위치',
  sections: '화면',
  allSaved: '모두 저장했어요',
  notSaved: '연결이 끊겼어요',
  clusterTime: '클러스터 시각',
  skipped: (ms) => `+${duration(ms, 'ko')}`,
  skip5: '5분 건너뛰기',
  skipDone: (ms) => `${withParticle(duration(ms, 'ko'), '을/를')} 건너뛰었어요.`,
  skipMenu: '시간 건너뛰기',
  skipBy: (ms) => `${duration(ms, 'ko')} 건너뛰기`,
  skipUntilNext: '무언가 바뀔 때까지 건너뛰기',
  nothingNext: '저절로 바뀔 것이 없어요.',
  startAgain: '다시 시작하기',
  raiseHand: '손들기',
  lowerHand: '손 내리기',
  handRaised: '손을 들었어요. 강사에게 보여요.',
  handLowered: '손을 내렸어요.',
  handTitle: '무엇이 필요한가요?',
  handText: '강사는 지금 클러스터를 그대로 볼 수 있어요. 몇 마디 적으면 도움이 되지만 비워도 돼요.',
  handLabel: '물어볼 것 (비워도 돼요)',
  due: (at, now) => `${dateTime(at, 'ko', now)} 마감`,
  submit: '제출하기',
  submitTitle: '제출할까요?',
  submitText: (left) =>
    left === undefined
      ? '마감 전에는 다시 낼 수 있어요. 가장 좋은 결과가 남아요.'
      : `앞으로 ${left}번 낼 수 있어요.`,
  submitLate: (percent) => `마감이 지났어요. 하루에 ${percent}%씩 감점해요.`,
  submitted: (score, of) => `제출했어요. ${points(of)}점 중 ${points(score)}점이에요.`,
  lastSubmission: (at, now) => `${dateTime(at, 'ko', now)}에 제출했어요`,
  resetTitle: '처음부터 다시 시작할까요?',
  resetText:
    '클러스터가 처음 모습으로 돌아가요. 제출한 결과는 그대로 남고, 점수는 가장 높은 것을 써요.',
  resetDone: '클러스터가 처음 모습이에요.',
  cancel: '그만두기',
  close: '닫기',
  menuOf: (name) => `${name} 메뉴`,
  theme: '테마',
  themes: { system: '시스템', light: '밝게', dark: '어둡게' },
  languageLabel: '언어',
  textSize: '터미널 글자',
  screenReader: '화면 낭독기에 맞추기',
  letterKeys: '글자 하나 단축키',
  signOut: '나가기',
  shortcuts: '단축키',
  layoutLabel: '배치',
  layouts: { over: '지도 위에', beside: '지도 옆에', none: '지도 없이', terminal: '터미널만' },
  resize: (what) => `크기 바꾸기: ${what}`,
  goTo: '어디로 갈까요?',
  goToHint: '오브젝트, 할 일, 화면, 사람',
  nothingFound: '그런 이름이 없어요.',
  loading: '아직 불러오고 있어요…',
  waking: '클러스터를 깨우고 있어요…',
  tryAgain: '다시 해 보기',
  noAnswer: '서버가 대답하지 않아요. 연결을 확인해 주세요.',
  problemTitle: '하지 못했어요',
  lost: '연결이 끊겼어요',
  lostText: (ms) => `여기까지는 저장했어요. 다시 연결하고 있어요 · ${duration(ms, 'ko')}`,
  reconnectNow: '지금 연결하기',
  back: '다시 연결했어요.',
  asOf: (at) => `${clockTime(at)}의 모습이에요`,
  notFoundTitle: '여기에는 아무것도 없어요',
  notFoundText: '주소를 확인하거나 처음으로 가 주세요.',
  toStart: '처음으로 가기',
  joinTitle: '내 클러스터',
  joinLead: '쿠버네티스 클러스터를 하나씩 나눠 드려요. 이름만 적으면 바로 시작할 수 있어요.',
  yourName: '이름',
  joinCode: '참여 코드',
  prefilled: '링크로 들어와서 미리 채웠어요',
  openCluster: '내 클러스터 열기',
  joinClass: '수업에 참여하기',
  joinFine: '이름과 실습 기록은 강사에게 보여요.',
  joinPicture: ['파드는 오고 가요.', '데이터는 남아요.'],
  joinPictureNote: '오늘 실습에서 직접 확인해요.',
  demoTitle: '데모 수업 사람으로 둘러보기',
  demoTeacher: '강사',
  signingIn: '들어가고 있어요…',
  signInFailed: '이 로그인 링크는 더 쓸 수 없어요.',
  assignments: '과제',
  assignmentsTitle: (n) => `할 과제 ${n}개`,
  assignmentsDone: '할 과제가 없어요',
  assignmentsLead: '멈춘 곳에서 그대로 이어져요. 클러스터는 사라지지 않아요.',
  toDo: '지금 할 것',
  opensSoon: '곧 열려요',
  finished: '마쳤어요',
  lateRule: (percent) => `늦게 내면 하루에 ${percent}%씩 감점해요`,
  resume: '이어서 하기',
  start: '시작하기',
  look: '다시 보기',
  aboutMinutes: (n) => `약 ${n}분`,
  opensAt: (at, now) => `${dateTime(at, 'ko', now)}에 열려요`,
  noDue: '마감 없음',
  noAssignments: '아직 열린 과제가 없어요',
  noAssignmentsText: '강사가 과제를 열면 여기에 보여요.',
  resumeHead: '이어서 하기',
  myClasses: '내 수업',
  live: '실시간',
  grades: '성적',
  people: '사람',
  noClasses: '아직 수업이 없어요',
  noClassesText: '강사에게 받은 코드로 참여해 주세요.',
  roles: { instructor: '강사', assistant: '조교', learner: '학습자' },
  guide: '안내',
  map: '지도',
  terminal: '터미널',
  files: '파일',
  bench: '작업대',
  guideAndTasks: '안내와 할 일',
  clusterMap: '클러스터 지도',
  tasksMet: (n, met) => `할 일 ${n}개 · ${met}개 마침`,
  nPoints: (n) => `${points(n)}점`,
  ofPoints: (of) => `/ ${points(of)}점`,
  progress: (met, n) => `할 일 ${n}개 중 ${met}개 마침`,
  standings: {
    todo: '할 일',
    waiting: '진행 중',
    partly: '일부 마침',
    met: '마침',
    unmet: '못 마침',
    locked: '잠김',
  },
  taskName: (standing, n, title, score, of) =>
    `${standing}, ${n}번, ${title}, ${points(of)}점 중 ${points(score)}점`,
  taskMet: (n, gain) => `${n}번 할 일을 마쳤어요. +${points(gain)}점`,
  taskMetSpoken: (n, score) => `${n}번 할 일을 마쳤어요. ${points(score)}점이에요.`,
  taskBroken: (n) => `${n}번 할 일이 다시 어긋났어요.`,
  expected: '기대',
  observed: '관찰',
  why: '이유',
  whyStuck: '왜 멈춰 있나요?',
  evidence: '관찰 기록',
  askAbout: '이 문제로 손들기',
  checkNow: '지금 검사하기',
  checking: '검사하고 있어요…',
  kubeconfig: 'kubeconfig 받기',
  kubeconfigLabel: 'kubeconfig 받기',
  notOpen: '아직 열리지 않은 과제예요.',
  startTitle: '클러스터를 만들 준비가 됐어요',
  startText: '잠깐이면 돼요. 언제든 나갔다가 이어서 할 수 있어요.',
  readOnly: '보기만 해요',
  clusterOf: (name) => `${name}의 클러스터`,
  copy: '복사하기',
  copied: '복사했어요',
  views: { picture: '그림', table: '표', events: '이벤트' },
  namespace: '네임스페이스',
  legend: '읽는 법',
  legendLead:
    '모양은 무엇인지, 색은 어떤 상태인지 알려 줘요. 굵은 선 위는 오고 가고, 아래는 남아요.',
  comesAndGoes: '오고 가는 것',
  stays: '남는 것',
  headless: '헤드리스 · None',
  serviceMissing: '없음',
  cpuMemory: (cpu, memory) => `CPU ${cpu}%${memory === undefined ? '' : ` · 메모리 ${memory}%`}`,
  cordoned: '스케줄 막음',
  nodeLost: 'NotReady',
  removed: '빠짐',
  notReadyTag: '준비 안 됨',
  marker: '표식',
  noData: '비어 있음',
  released: 'Released',
  dataSeal: '데이터 도장',
  nodesReady: (n) => `노드 ${n}개가 준비됐어요`,
  nothingMade: '아직 아무것도 만들지 않았어요. 첫 매니페스트를 적용하면 여기에 그려요.',
  unscheduled: '노드 없음',
  said: (said, now) => {
    switch (said.word) {
      case 'running':
        return '실행 중';
      case 'completed':
        return '끝남';
      case 'scheduling':
        return 'Pending · 노드를 기다려요';
      case 'starting':
        return '시작하는 중';
      case 'its-turn':
        return '실행 중 · 차례를 기다려요';
      case 'terminating':
        return said.until === undefined
          ? '종료하는 중'
          : `종료하는 중 · ${duration(said.until - now, 'ko')} 남음`;
      case 'not-ready':
        return `실행 중 · 준비 안 됨 ${said.ready}/${said.total}`;
      case 'not-created':
        return '만들지 않음';
      case 'gone':
        return `${duration(now - said.at, 'ko')} 전에 사라짐`;
      case 'printed':
        return said.text;
    }
  },
  afterReady: (name) => `${withParticle(name, '이/가')} Ready가 되면`,
  mapSummary: (running, pods, waiting, claims) =>
    `파드 ${pods}개 중 ${running}개 실행 중, 기다림 ${waiting}개, 선 아래 클레임 ${claims}개.`,
  above: '오고 가는 것',
  below: '남는 것',
  columns: {
    kind: '종류',
    name: '이름',
    state: '상태',
    why: '이유',
    node: '노드',
    related: '관련',
    since: '언제부터',
  },
  noEvents: '아직 이벤트가 없어요.',
  eventColumns: { when: '시각', type: '종류', reason: '이유', object: '오브젝트', message: '내용' },
  facts: '사실',
  status: '상태',
  yaml: 'YAML',
  noFacts: '이제 없는 오브젝트예요.',
  describe: '터미널에서 describe',
  unselect: '목록으로 가기',
  waits: '무엇을 기다리나요',
  waitingCount: (n) => `기다림 ${n}`,
  waitingNone: '기다림',
  noWaits: '기다리는 것이 없어요.',
  since: (ms) => `${duration(ms, 'ko')}째`,
  left: (ms) => `${duration(ms, 'ko')} 남음`,
  justChanged: '방금 바뀐 것',
  nothingChanged: '들어온 뒤로 바뀐 것이 없어요.',
  timeAlone: '이대로면 시간이 지나도 바뀌지 않아요.',
  claimsIntact: (n) => `클레임 ${n}개는 기다리지 않아요`,
  claimsIntactText: '파드가 없어도 남아요. 직접 지울 때만 볼륨을 놓아줘요.',
  change: (change) => {
    switch (change.what) {
      case 'created':
        return '생성';
      case 'deleted':
        return '삭제됨';
      case 'ending':
        return '종료 시작';
      case 'ready':
        return change.ready ? '준비됨' : '준비 안 됨';
      case 'phase':
        return change.to;
      case 'replicas':
        return `replicas ${change.from} → ${change.to}`;
      case 'changed':
        return '바뀜';
      case 'task':
        return `할 일 ${change.number} · ${ko.standings[change.standing]}`;
    }
  },
  waitSubject: (kind, because) =>
    because === 'is ending' ? '종료' : kind === 'PersistentVolumeClaim' ? '클레임' : '',
  because: koreanReason,
  terminalN: (n) => `터미널 ${n}`,
  newTerminal: '새 터미널',
  closeTerminal: (n) => `터미널 ${n} 닫기`,
  terminalLeave: 'F6을 누르면 터미널에서 나가요.',
  terminalReadOnly: '여기서는 볼 수만 있어요.',
  unsent: '보내지 못했어요. 연결이 없어서 이 줄을 남겨 뒀어요.',
  closeFile: (path) => `${path} 닫기`,
  newFile: '새 파일',
  newFileTitle: '새 파일 이름',
  newFileLabel: '홈 폴더 안의 경로',
  create: '만들기',
  unsaved: '저장 안 함',
  applyFile: '적용',
  saveFile: '저장',
  saved: '저장했어요.',
  noProblems: '문제 없음',
  problems: (n) => `문제 ${n}개`,
  noFiles: '홈 폴더에 아직 파일이 없어요.',
  readOnlyFile: '읽기만 돼요',
  fileName: '파일',
  showEditor: '편집기',
  here: (n) => `/ ${n}명 접속`,
  handsUp: '손듦',
  stuckCount: '막힘',
  stuckRule: '막힘: 클러스터가 한 가지 이유로 5분 동안 멈춰 있어요.',
  middleTask: (n) => `${n}번`,
  isMiddle: '할 일이 가운데예요',
  time: '지금',
  sort: '정렬',
  sorts: { lag: '뒤처진 순', name: '이름', score: '점수', hands: '손든 순' },
  rowsMoved: (n) => `${n}줄이 움직였어요`,
  name: '이름',
  active: '활동',
  never: '아직',
  score: '점수',
  lag: '뒤처짐',
  inCluster: '지금 클러스터에서',
  projector: '발표 화면',
  handsTitle: '손든 사람',
  noHands: '손든 사람이 없어요.',
  seeCluster: '클러스터 보기',
  sameThing: '같은 곳에서 막힌 사람',
  everyoneMoves: '지금은 모두 움직이고 있어요',
  everyoneMovesText: '한 가지 이유로 5분 동안 멈추면 여기에 알려 드려요.',
  legendCells: { met: '마침', partly: '일부', working: '하는 중', stuck: '막힘' },
  cellName: (name, n, task, standing, time) =>
    `${name}, ${n}번 ${task}, ${standing}${time === '' ? '' : `, ${time}`}`,
  cellStandings: {
    todo: '아직',
    working: '하는 중',
    partly: '일부 마침',
    met: '마침',
    stuck: '막힘',
  },
  openRail: '손든 사람과 막힌 사람',
  notBegun: '시작 전',
  previousPerson: '이전 사람',
  nextPerson: '다음 사람',
  projectorTitle: (met, of, task) => [`${of}명 중 ${met}명이 마쳤어요`, task],
  notYet: '아직',
  lookTogether: '같이 볼 것',
  peopleHere: (n) => `지금 ${n}명이 여기에서 멈췄어요. 이름은 보이지 않아요.`,
  cameLate: '늦게 왔다면',
  timeLeft: '남은 시간',
  gradebook: '성적표',
  learners: '명',
  average: '평균',
  overridden: '건 조정함',
  csv: 'CSV 받기',
  section: '반',
  total: '합계',
  notSubmitted: '미제출',
  lateBy: (n) => `−${points(n)} 늦음`,
  overrideNote: (reason) => `강사가 조정했어요: ${reason}`,
  allSections: '모두',
  joinLink: '참여 링크',
  copyLink: '링크 복사하기',
  peopleLead: '링크를 열거나 코드를 적으면 학습자로 참여해요.',
  role: '역할',
  joined: '참여한 때',
  title: '제목',
  lab: '실습',
  opens: '여는 때',
  dueColumn: '마감',
  noClassAssignments: '아직 과제가 없어요',
  noClassAssignmentsText: '수업에 과제를 내면 여기에 보여요.',
  noPeople: '아직 아무도 참여하지 않았어요.',
  teach: classKo,
  keyNames: {
    help: '이 목록',
    panels: '다음, 이전 패널로 가기. 터미널에서도 나가요',
    panel: '안내, 지도, 터미널, 편집기',
    goTo: '어디든 가기',
    rows: '다음, 이전 할 일이나 줄',
    skip: '5분 건너뛰기',
    hand: '손들기',
    terminals: '새 터미널',
    switch: '터미널 바꾸기',
    apply: '매니페스트 적용하기',
    mapArrows: '가까운 오브젝트. [ ] 관련된 것, Esc 나가기',
    mapSpeak: '지도를 말로 듣기',
  },
};

/** Why the cluster waits, in Korean where the sentence is known; other facts stay as they are. */
function koreanReason(text: string): string {
  const forms: readonly [RegExp, (...found: string[]) => string][] = [
    [/^is ending$/, () => '연결을 정리하고 끝내고 있어요.'],
    [/^is being started$/, () => '시작하고 있어요.'],
    [/^stays until no pod uses it$/, () => '쓰는 파드가 없어질 때까지 남아요.'],
    [/^waits for a volume of class (\S+)$/, (name) => `클래스 ${name}의 볼륨을 기다려요.`],
    [/^waits for a volume; it names no class$/, () => '볼륨을 기다려요. 클래스를 적지 않았어요.'],
    [/^(.+): waits for (\S+) to be (gone|Ready)$/, waitsInSet],
    [
      /^waits for (\S+) to be Ready$/,
      (pod) => `${withParticle(pod, '이/가')} Ready가 되기를 기다려요.`,
    ],
    [/^waits for (\S+) to be gone$/, (pod) => `${withParticle(pod, '이/가')} 사라지기를 기다려요.`],
  ];
  for (const [form, say] of forms) {
    const found = form.exec(text);
    if (found) return say(...found.slice(1));
  }
  return text;
}

function waitsInSet(change: string, pod: string, until: string): string {
  const what = until === 'gone' ? '완전히 사라지기를' : 'Ready가 되기를';
  return `${change} · ${withParticle(pod, '이/가')} ${what} 기다려요.`;
}
