import type { Said } from '../map/scene.ts';
import type { Change } from '../state/changes.ts';
import { classEn } from './class-en.ts';
import { clockTime, dateTime, duration, points } from './format.ts';

const s = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Every text of the console in English; ko.ts has the same keys. */
export const en = {
  language: 'English',
  product: 'LabSet',
  // Frame
  skipTo: (where: string) => `Go to: ${where}`,
  where: 'You are here',
  sections: 'Sections',
  allSaved: 'All saved',
  notSaved: 'Not connected',
  clusterTime: 'Cluster time',
  skipped: (ms: number) => `+${duration(ms, 'en').replaceAll(' ', '')}`,
  skip5: 'Skip 5 min',
  skipDone: (ms: number) => `Skipped ${duration(ms, 'en').replace(' m', ' minutes')}.`,
  skipMenu: 'Skip time',
  skipBy: (ms: number) => `Skip ${duration(ms, 'en').replace(' m', ' min')}`,
  skipUntilNext: 'Skip until something changes',
  nothingNext: 'Nothing is due to change by itself.',
  startAgain: 'Start again',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  handRaised: 'Hand raised. Your instructor sees it.',
  handLowered: 'Hand lowered.',
  handTitle: 'What do you need?',
  handText:
    'Your instructor sees your cluster as it is now. A few words help, but you can leave it empty.',
  handLabel: 'Your question (optional)',
  due: (at: number, now: number) => `Due ${dateTime(at, 'en', now)}`,
  submit: 'Submit',
  submitTitle: 'Submit?',
  submitText: (left: number | undefined) =>
    left === undefined
      ? 'You can submit again until the due date. The best result counts.'
      : `You can submit ${s(left, 'more time')}.`,
  submitLate: (percent: number) => `This is late: it loses ${percent} % a day.`,
  submitted: (score: number, of: number) => `Submitted: ${points(score)} of ${points(of)} points.`,
  lastSubmission: (at: number, now: number) => `Submitted ${dateTime(at, 'en', now)}`,
  resetTitle: 'Start again?',
  resetText:
    'The cluster goes back to how it began. Submitted results stay, and the best one counts.',
  resetDone: 'The cluster is as it was at the start.',
  cancel: 'Cancel',
  close: 'Close',
  menuOf: (name: string) => `Menu of ${name}`,
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  languageLabel: 'Language',
  textSize: 'Terminal text',
  screenReader: 'For screen readers',
  letterKeys: 'Single-letter shortcuts',
  signOut: 'Sign out',
  shortcuts: 'Shortcuts',
  layoutLabel: 'Layout',
  layouts: { over: 'Map over', beside: 'Map beside', none: 'No map', terminal: 'Terminal only' },
  resize: (what: string) => `Resize: ${what}`,
  goTo: 'Go to anything',
  goToHint: 'An object, a task, a page, a learner',
  nothingFound: 'Nothing by that name.',
  // States
  loading: 'Still loading …',
  waking: 'Waking the cluster …',
  tryAgain: 'Try again',
  noAnswer: 'The server didn’t answer. Check your connection.',
  problemTitle: 'This didn’t work',
  lost: 'Connection lost',
  lostText: (ms: number) =>
    `Everything up to here is saved. Connecting again in ${duration(ms, 'en')}.`,
  reconnectNow: 'Connect now',
  back: 'Connected again.',
  asOf: (at: number) => `As of ${clockTime(at)}`,
  notFoundTitle: 'There is nothing here',
  notFoundText: 'Check the address, or go back to the start.',
  toStart: 'To the start',
  // Joining
  joinTitle: 'Your own cluster',
  joinLead: 'Everyone gets a Kubernetes cluster. Enter your name and you can start.',
  yourName: 'Name',
  joinCode: 'Join code',
  prefilled: 'Filled in from your link',
  openCluster: 'Open my cluster',
  joinClass: 'Join the class',
  joinFine: 'Your instructor sees your name and your lab work.',
  joinPicture: ['Pods come and go.', 'Data stays.'],
  joinPictureNote: 'See for yourself in today’s lab.',
  demoTitle: 'Look around as somebody of the demo class',
  demoTeacher: 'instructor',
  signingIn: 'Signing you in …',
  signInFailed: 'This sign-in link doesn’t work any more.',
  // Assignments
  assignments: 'Assignments',
  assignmentsTitle: (n: number) => (n === 1 ? 'One assignment to do' : `${n} assignments to do`),
  assignmentsDone: 'Nothing left to do',
  assignmentsLead: 'You go on where you stopped. Clusters don’t disappear.',
  toDo: 'To do',
  opensSoon: 'Opens soon',
  finished: 'Finished',
  lateRule: (percent: number) => `Late work loses ${percent} % a day`,
  resume: 'Go on',
  start: 'Start',
  look: 'Look again',
  aboutMinutes: (n: number) => `about ${n} min`,
  opensAt: (at: number, now: number) => `Opens ${dateTime(at, 'en', now)}`,
  noDue: 'No due date',
  noAssignments: 'No open assignments yet',
  noAssignmentsText: 'When your instructor opens one, it appears here.',
  resumeHead: 'Go on',
  // Classes
  myClasses: 'My classes',
  live: 'Live',
  grades: 'Grades',
  people: 'People',
  noClasses: 'No classes yet',
  noClassesText: 'Join one with the code from your instructor.',
  roles: { instructor: 'Instructor', assistant: 'Assistant', learner: 'Learner' },
  // Lab
  guide: 'Guide',
  map: 'Map',
  terminal: 'Terminal',
  files: 'Files',
  bench: 'Workbench',
  guideAndTasks: 'Guide and tasks',
  clusterMap: 'Cluster map',
  tasksMet: (n: number, met: number) => `${s(n, 'task')} · ${met} met`,
  nPoints: (n: number) => `${points(n)} pts`,
  ofPoints: (of: number) => `/ ${points(of)} pts`,
  progress: (met: number, n: number) => `${met} of ${n} tasks met`,
  standings: {
    todo: 'To do',
    waiting: 'Waiting',
    partly: 'Partly met',
    met: 'Met',
    unmet: 'Not met',
    locked: 'Locked',
  },
  taskName: (standing: string, n: number, title: string, score: number, of: number) =>
    `${standing}, ${n}, ${title}, ${points(score)} of ${points(of)} points`,
  taskMet: (n: number, gain: number) => `Task ${n} met. +${points(gain)} points`,
  taskMetSpoken: (n: number, score: number) => `Task ${n} met. You have ${points(score)} points.`,
  taskBroken: (n: number) => `Task ${n} is no longer met.`,
  expected: 'Expected',
  observed: 'Observed',
  why: 'Why',
  whyStuck: 'Why is it stuck?',
  evidence: 'Evidence',
  askAbout: 'Ask about this',
  checkNow: 'Check now',
  checking: 'Checking …',
  kubeconfig: 'kubeconfig',
  kubeconfigLabel: 'Download kubeconfig',
  notOpen: 'This assignment isn’t open yet.',
  startTitle: 'Your cluster is ready to be made',
  startText: 'It takes a moment. You can leave at any time and go on later.',
  readOnly: 'Read-only',
  clusterOf: (name: string) => `${name}’s cluster`,
  copy: 'Copy',
  copied: 'Copied',
  // Map
  views: { picture: 'Picture', table: 'Table', events: 'Events' },
  namespace: 'Namespace',
  legend: 'Legend',
  legendLead:
    'Shape says what a thing is, colour says how it is. What is above the line comes and goes, what is below stays.',
  comesAndGoes: 'comes and goes',
  stays: 'stays',
  headless: 'headless · None',
  serviceMissing: 'missing',
  cpuMemory: (cpu: number, memory: number | undefined) =>
    `CPU ${cpu}%${memory === undefined ? '' : ` · mem ${memory}%`}`,
  cordoned: 'cordoned',
  nodeLost: 'NotReady',
  removed: 'removed',
  notReadyTag: 'not ready',
  marker: 'marker',
  noData: 'empty',
  released: 'Released',
  dataSeal: 'Data seal',
  nodesReady: (n: number) => `${s(n, 'node')} ready`,
  nothingMade: 'Nothing has been made yet. Apply your first manifest and it is drawn here.',
  unscheduled: 'without a node',
  said: (said: Said, now: number): string => {
    switch (said.word) {
      case 'running':
        return 'Running';
      case 'completed':
        return 'Completed';
      case 'scheduling':
        return 'Pending · no node yet';
      case 'starting':
        return 'Starting';
      case 'its-turn':
        return 'Running · waiting its turn';
      case 'terminating':
        return said.until === undefined
          ? 'Terminating'
          : `Terminating · ${duration(said.until - now, 'en')} left`;
      case 'not-ready':
        return `Running · not ready ${said.ready}/${said.total}`;
      case 'not-created':
        return 'not created';
      case 'gone':
        return `gone ${duration(now - said.at, 'en')} ago`;
      case 'printed':
        return said.text;
    }
  },
  afterReady: (name: string) => `after ${name} is Ready`,
  mapSummary: (running: number, pods: number, waiting: number, claims: number) =>
    `${running} of ${s(pods, 'pod')} running, ${waiting} waiting, ${s(claims, 'claim')} below the line.`,
  above: 'Comes and goes',
  below: 'Stays',
  columns: {
    kind: 'Kind',
    name: 'Name',
    state: 'State',
    why: 'Why',
    node: 'Node',
    related: 'Related to',
    since: 'Since',
  },
  noEvents: 'No events yet.',
  eventColumns: {
    when: 'Seen',
    type: 'Type',
    reason: 'Reason',
    object: 'Object',
    message: 'Message',
  },
  facts: 'Facts',
  status: 'Status',
  yaml: 'YAML',
  noFacts: 'This object is gone.',
  describe: 'Describe in the terminal',
  unselect: 'Back to the list',
  waits: 'What waits for what',
  waitingCount: (n: number) => `${n} waiting`,
  waitingNone: 'Waiting',
  noWaits: 'Nothing is waiting.',
  since: (ms: number) => `for ${duration(ms, 'en')}`,
  left: (ms: number) => `${duration(ms, 'en')} left`,
  justChanged: 'Just changed',
  nothingChanged: 'Nothing has changed since you came.',
  timeAlone: 'Time alone won’t change this.',
  claimsIntact: (n: number) => `${s(n, 'claim')} wait for nothing`,
  claimsIntactText: 'They stay without pods. Only deleting them by hand releases their volumes.',
  change: (change: Change): string => {
    switch (change.what) {
      case 'created':
        return 'created';
      case 'deleted':
        return 'deleted';
      case 'ending':
        return 'terminating';
      case 'ready':
        return change.ready ? 'ready' : 'no longer ready';
      case 'phase':
        return change.to;
      case 'replicas':
        return `replicas ${change.from} → ${change.to}`;
      case 'changed':
        return 'changed';
      case 'task':
        return `Task ${change.number}: ${en.standings[change.standing].toLowerCase()}`;
    }
  },
  waitSubject: (kind: string, because: string) =>
    because === 'is ending' ? 'terminating' : kind === 'PersistentVolumeClaim' ? 'claim' : '',
  because: (text: string) =>
    text === 'is ending' ? 'Shutting down' : text.charAt(0).toUpperCase() + text.slice(1),
  // Dock
  terminalN: (n: number) => `Terminal ${n}`,
  newTerminal: 'New terminal',
  closeTerminal: (n: number) => `Close terminal ${n}`,
  terminalLeave: 'F6 leaves the terminal.',
  terminalReadOnly: 'You can watch here, not type.',
  unsent: 'Not sent: no connection. The line is kept.',
  closeFile: (path: string) => `Close ${path}`,
  newFile: 'New file',
  newFileTitle: 'Name of the new file',
  newFileLabel: 'Path in the home folder',
  create: 'Create',
  unsaved: 'not saved',
  applyFile: 'Apply',
  saveFile: 'Save',
  saved: 'Saved.',
  noProblems: 'No problems',
  problems: (n: number) => s(n, 'problem'),
  noFiles: 'Your home folder has no files yet.',
  readOnlyFile: 'read-only',
  fileName: 'File',
  showEditor: 'Editor',
  // Board
  here: (n: number) => `of ${n} here`,
  handsUp: 'hands up',
  stuckCount: 'stuck',
  stuckRule: 'Stuck: one reason in the cluster for 5 minutes.',
  middleTask: (n: number) => `Task ${n}`,
  isMiddle: 'is the middle',
  time: 'time',
  sort: 'Sort',
  sorts: { lag: 'Lag', name: 'Name', score: 'Score', hands: 'Hands' },
  rowsMoved: (n: number) => `${s(n, 'row')} moved`,
  name: 'Name',
  active: 'Active',
  never: 'not yet',
  score: 'Score',
  lag: 'Lag',
  inCluster: 'In the cluster now',
  projector: 'Projector view',
  handsTitle: 'Hands up',
  noHands: 'Nobody has a hand up.',
  seeCluster: 'See cluster',
  sameThing: 'Stuck on the same thing',
  everyoneMoves: 'Everyone is moving right now',
  everyoneMovesText: 'Whoever has waited on one reason for 5 minutes appears here.',
  legendCells: { met: 'met', partly: 'partial', working: 'at work', stuck: 'stuck' },
  cellName: (name: string, n: number, task: string, standing: string, time: string) =>
    `${name}, ${n} ${task}, ${standing}${time === '' ? '' : `, ${time}`}`,
  cellStandings: {
    todo: 'to do',
    working: 'at work',
    partly: 'partly met',
    met: 'met',
    stuck: 'stuck',
  },
  openRail: 'Hands and stuck',
  notBegun: 'not begun',
  previousPerson: 'Previous',
  nextPerson: 'Next',
  // Projector
  projectorTitle: (met: number, of: number, task: string) => [
    `${met} of ${of}`,
    `have met: ${task}`,
  ],
  notYet: 'not yet',
  lookTogether: 'Look at this together',
  peopleHere: (n: number) => `${s(n, 'person', 'people')} stopped here. No names are shown.`,
  cameLate: 'Came late?',
  timeLeft: 'Time left',
  // Grades, people, assignments of a class
  gradebook: 'Gradebook',
  learners: 'learners',
  average: 'average',
  overridden: 'overridden',
  csv: 'Download CSV',
  section: 'Section',
  total: 'Total',
  notSubmitted: 'not submitted',
  lateBy: (n: number) => `−${points(n)} late`,
  overrideNote: (reason: string) => `Set by the instructor: ${reason}`,
  allSections: 'All',
  joinLink: 'Join link',
  copyLink: 'Copy link',
  peopleLead: 'Whoever opens the link or enters the code joins as a learner.',
  role: 'Role',
  joined: 'Joined',
  title: 'Title',
  lab: 'Lab',
  opens: 'Opens',
  dueColumn: 'Due',
  noClassAssignments: 'No assignments yet',
  noClassAssignmentsText: 'When one is given to the class, it appears here.',
  noPeople: 'Nobody has joined yet.',
  teach: classEn,
  // Keys
  keyNames: {
    help: 'this list',
    panels: 'next, previous panel; leaves the terminal too',
    panel: 'guide, map, terminal, editor',
    goTo: 'go to anything',
    rows: 'next, previous task or row',
    skip: 'skip 5 minutes',
    hand: 'raise hand',
    terminals: 'new terminal',
    switch: 'switch terminal',
    apply: 'apply the manifest',
    mapArrows: 'nearest object; [ ] along relations; Esc out',
    mapSpeak: 'say what the map shows',
  },
};

/** What every language has. */
export type Copy = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widened<R>
    : T extends readonly (infer Item)[]
      ? readonly Widened<Item>[]
      : { readonly [K in keyof T]: Widened<T[K]> };
