import { withParticle as ko } from './korean.ts';
import type { Text } from './results.ts';

/** A text that is the same in both languages: names and values as Kubernetes prints them. */
function same(text: string): Text {
  return { ko: text, en: text };
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function podCount(n: string): string {
  return n === '1' ? '1 pod' : `${n} pods`;
}

/** Fields that have a word of their own; the others are shown as `path: value`. */
const words: { readonly [path: string]: (value: string) => Text } = {
  'status.readyReplicas': (n) => ({ ko: `Ready 파드 ${n}개`, en: `${podCount(n)} Ready` }),
  'status.availableReplicas': (n) => ({
    ko: `쓸 수 있는 파드 ${n}개`,
    en: `${podCount(n)} available`,
  }),
  'status.replicas': (n) => ({ ko: `만든 파드 ${n}개`, en: `${podCount(n)} created` }),
};

/** Every sentence that grading says, once. Names are as the learner typed them. */
export const texts = {
  same,
  list: (parts: readonly Text[]): Text => ({
    ko: parts.map((part) => part.ko).join(' · '),
    en: parts.map((part) => part.en).join(' · '),
  }),
  field: (path: string, value: unknown): Text => {
    const isCount = value === undefined || typeof value === 'number';
    const word = isCount ? words[path] : undefined;
    return word ? word(String(value ?? 0)) : same(`${path}: ${shown(value)}`);
  },
  object: (title: string, fields: readonly Text[]): Text =>
    fields.length === 0
      ? { ko: `${ko(title, '이/가')} 있어요`, en: `${title} exists` }
      : { ko: `${title}: ${koList(fields)}`, en: `${title}: ${enList(fields)}` },
  noObject: (title: string, fields: readonly Text[]): Text => ({
    ko: `${title}${fields.length === 0 ? '' : ` (${koList(fields)})`} 없음`,
    en: `No ${title}${fields.length === 0 ? '' : ` (${enList(fields)})`}`,
  }),
  absent: (title: string): Text => ({
    ko: `${ko(title, '이/가')} 없어요`,
    en: `There is no ${title}`,
  }),
  someRight: (part: number, of: number): Text => ({
    ko: `${of}개 가운데 ${part}개가 맞아요`,
    en: `${part} of ${of} are right`,
  }),
  comesAfter: (title: Text): Text => ({
    ko: `"${title.ko}" 다음에 확인해요`,
    en: `Looked at after "${title.en}"`,
  }),
  notChecked: {
    ko: '아직 검사하지 않았어요. 지금 검사하기를 누르면 복사본에서 해 봐요',
    en: 'Not checked yet. Check now tries it on a copy of your cluster',
  } satisfies Text,

  // History.
  sequence: (states: readonly Text[]): Text => ({
    ko: states.map((state) => state.ko).join(' → '),
    en: states.map((state) => state.en).join(' → '),
  }),
  reached: (states: readonly Text[]): Text => ({
    ko: `차례로 이루어졌어요: ${states.map((state) => state.ko).join(' → ')}`,
    en: `It happened in order: ${states.map((state) => state.en).join(' → ')}`,
  }),
  reachedSome: (part: number, of: number): Text => ({
    ko: `${of}단계 가운데 ${part}단계까지 왔어요`,
    en: `${part} of ${of} steps so far`,
  }),
  staysUnchanged: (title: string, fields: readonly string[]): Text => ({
    ko: `${title}: ${fields.join(', ')} 그대로`,
    en: `${title}: same ${fields.join(', ')}`,
  }),
  stayed: (title: string): Text => ({
    ko: `${ko(title, '은/는')} 그대로예요`,
    en: `${title}: unchanged`,
  }),
  neverIs: (state: Text): Text => ({ ko: `한 번도: ${state.ko}`, en: `Never: ${state.en}` }),
  neverWas: { ko: '그런 적이 없어요', en: 'It never happened' } satisfies Text,
  happened: (state: Text): Text => ({
    ko: `이런 적이 있어요: ${state.ko}`,
    en: `It happened: ${state.en}`,
  }),
  notYet: (state: Text): Text => ({ ko: `아직 아니에요: ${state.ko}`, en: `Not yet: ${state.en}` }),
  wasGone: (title: string): Text => ({
    ko: `${ko(title, '이/가')} 사라졌어요`,
    en: `${title}: removed`,
  }),
  wasMissing: (title: string): Text => ({
    ko: `${ko(title, '이/가')} 그때 이미 없었어요`,
    en: `${title}: not there by then`,
  }),
  fieldChanged: (title: string, path: string): Text => ({
    ko: `${title}: ${ko(path, '이/가')} 바뀌었어요`,
    en: `${title}: ${path} changed`,
  }),

  // Probes and experiments.
  prints: (where: string, output: string): Text => ({
    ko: `${where}: ${ko(quoted(output), '을/를')} 돌려줘요`,
    en: `${where} prints ${quoted(output)}`,
  }),
  printsOwnName: (where: string): Text => ({
    ko: `${where}: 파드 자기 이름을 돌려줘요`,
    en: `${where} prints the pod's own name`,
  }),
  containsText: (where: string, part: string): Text => ({
    ko: `${where}: ${ko(quoted(part), '이/가')} 들어 있어요`,
    en: `${where} prints something with ${quoted(part)}`,
  }),
  exits: (where: string, code: number): Text => ({
    ko: `${where}: 종료 코드 ${code}`,
    en: `${where} exits with ${code}`,
  }),
  notRun: (where: string, why: string): Text => ({
    ko: `${where}: 실행하지 못했어요 (${why})`,
    en: `${where} could not be run (${why})`,
  }),
  tookTooLong: (where: string, seconds: number): Text => ({
    ko: `${where}: ${seconds}초 안에 끝나지 않았어요`,
    en: `${where} did not end within ${seconds} s`,
  }),
  stepFailed: (step: string, why: string): Text => ({
    ko: `복사본에서 이 단계가 안 됐어요: ${step} (${why})`,
    en: `On the copy this step failed: ${step} (${why})`,
  }),
  waitedInVain: (state: Text, seconds: number, observed: Text): Text => ({
    ko: `복사본에서 ${seconds}초를 기다려도 안 됐어요: ${state.ko}. 지금은 ${observed.ko}`,
    en: `On the copy this did not come about in ${seconds} s: ${state.en}. There is ${observed.en}`,
  }),
  nothingLeft: (state: Text, observed: Text): Text => ({
    ko: `복사본에서 더 바뀔 것이 없는데 안 됐어요: ${state.ko}. 지금은 ${observed.ko}`,
    en: `On the copy nothing is left that could bring this about: ${state.en}. There is ${observed.en}`,
  }),
  limitReached: (limit: string, value: number): Text => ({
    ko: `채점 한도에 닿았어요: ${limit} ${value}`,
    en: `A limit of grading was reached: ${limit} ${value}`,
  }),

  // Causes.
  anotherName: (kind: string, names: readonly string[]): Text => ({
    ko: `${kind} ${ko(names.join(', '), '은/는')} 있어요. 이름이 달라요`,
    en: `There is ${kind} ${names.join(', ')}. The name differs`,
  }),
  anotherNamespace: (title: string, namespace: string): Text => ({
    ko: `${ko(title, '은/는')} 네임스페이스 ${namespace}에 있어요`,
    en: `${title} is in namespace ${namespace}`,
  }),
  deploymentInstead: (name: string): Text => ({
    ko: `Deployment ${ko(name, '이/가')} 있어요. Deployment의 파드는 서로 바꿔 쓸 수 있어서 번호도 자기 클레임도 없어요`,
    en: `There is a Deployment ${name}. Its pods are interchangeable: no ordinals, no claims of their own`,
  }),
  noTemplate: (set: string, template: string): Text => ({
    ko: `StatefulSet ${set}에 volumeClaimTemplates ${ko(template, '이/가')} 없어요. 클레임은 이 틀에서 만들어져요`,
    en: `StatefulSet ${set} has no volumeClaimTemplates entry ${template}, from which its claims are made`,
  }),
  volumeIsNoClaim: (set: string, volume: string, type: string): Text => ({
    ko: `StatefulSet ${set}의 볼륨 ${ko(volume, '은/는')} 클레임이 아니라 ${ko(type, '이에요/예요')}`,
    en: `In StatefulSet ${set} volume ${volume} is of type ${type}, not a claim`,
  }),
  retentionDeletes: (set: string, when: string): Text => ({
    ko: `StatefulSet ${set}의 보존 정책 ${ko(when, '이/가')} Delete라서 파드와 함께 클레임을 지워요`,
    en: `The retention policy of StatefulSet ${set} has ${when}: Delete, so claims go with their pods`,
  }),
  setShort: (set: string, ready: number, replicas: number): Text => ({
    ko: `StatefulSet ${ko(set, '은/는')} 파드 ${replicas}개 가운데 ${ready}개만 Ready예요`,
    en: `${ready} of ${replicas} pods of StatefulSet ${set} are Ready`,
  }),
  setAsked: (set: string, replicas: number): Text => ({
    ko: `StatefulSet ${ko(set, '은/는')} replicas가 ${ko(String(replicas), '이에요/예요')}`,
    en: `StatefulSet ${set} has replicas: ${replicas}`,
  }),
  podWaitsFor: (pod: string, before: string): Text => ({
    ko: `${ko(pod, '을/를')} 만들지 않아요. ${ko(before, '이/가')} Ready가 되기를 기다려요`,
    en: `${pod} isn't created. It waits for ${before} to be Ready`,
  }),
  podNotCreated: (pod: string): Text => ({
    ko: `${ko(pod, '이/가')} 없어요`,
    en: `${pod} isn't there`,
  }),
  podEnds: (pod: string): Text => ({
    ko: `${ko(pod, '이/가')} 끝나고 있어요`,
    en: `${pod} is terminating`,
  }),
  podNotReady: (pod: string): Text => ({
    ko: `${ko(pod, '은/는')} 실행 중이지만 Ready가 아니에요`,
    en: `${pod} is running but not Ready`,
  }),
  podPending: (pod: string): Text => ({
    ko: `${ko(pod, '은/는')} 아직 시작하지 못했어요`,
    en: `${pod} hasn't started yet`,
  }),
  podStarting: (pod: string): Text => ({
    ko: `${ko(pod, '이/가')} 시작하고 있어요`,
    en: `${pod} is starting`,
  }),
  kubernetesSays: (what: string): Text => ({
    ko: `쿠버네티스의 말: ${what}`,
    en: `Kubernetes says: ${what}`,
  }),
  imageNotPulled: (pod: string, image: string, reason: string): Text => ({
    ko: `${pod}의 이미지 ${ko(image, '을/를')} 가져오지 못해요 (${reason})`,
    en: `Image ${image} of ${pod} can't be pulled (${reason})`,
  }),
  containerWaits: (pod: string, container: string, reason: string): Text => ({
    ko: `${pod}의 컨테이너 ${ko(container, '은/는')} ${reason} 상태예요`,
    en: `Container ${container} of ${pod} is in ${reason}`,
  }),
  claimPending: (claim: string): Text => ({
    ko: `클레임 ${ko(claim, '은/는')} Pending이에요`,
    en: `Claim ${claim} is Pending`,
  }),
  claimLost: (claim: string): Text => ({
    ko: `클레임 ${ko(claim, '은/는')} 볼륨을 잃었어요 (Lost)`,
    en: `Claim ${claim} has lost its volume`,
  }),
  claimAbsent: (claim: string): Text => ({
    ko: `클레임 ${ko(claim, '이/가')} 없어요`,
    en: `There is no claim ${claim}`,
  }),
  noClass: (name: string): Text => ({
    ko: `스토리지 클래스 ${ko(name, '이/가')} 없어요`,
    en: `There is no storage class ${name}`,
  }),
  noDefaultClass: {
    ko: '기본 스토리지 클래스가 없고 맞는 볼륨도 없어요',
    en: 'There is no default storage class, and no volume that fits',
  } satisfies Text,
  pathIsVolume: (path: string, pod: string, volume: string, type: string): Text => ({
    ko: `${pod}의 ${ko(path, '은/는')} ${type} 볼륨 ${ko(volume, '이에요/예요')}. 파드가 사라지면 데이터도 사라져요`,
    en: `${path} in ${pod} is the ${type} volume ${volume}: its data goes with the pod`,
  }),
  pathIsContainers: (path: string, pod: string): Text => ({
    ko: `${pod}의 ${ko(path, '은/는')} 볼륨이 아니라 컨테이너 안에만 있어요. 컨테이너와 함께 사라져요`,
    en: `${path} in ${pod} is no volume but the container's own: it goes with the container`,
  }),
  pathIsOnClaim: (path: string, pod: string, claim: string): Text => ({
    ko: `${pod}의 ${ko(path, '은/는')} 클레임 ${claim}의 볼륨에 있어요. 이 볼륨에 기대한 내용이 없어요`,
    en: `${path} in ${pod} is on the volume of claim ${claim}, which does not hold what is expected`,
  }),
  removedBy: (title: string, actor: string): Text => ({
    ko: `${ko(title, '을/를')} ${ko(actor, '이/가')} 지웠어요`,
    en: `${title} was deleted by ${actor}`,
  }),
  claimIsShared: (claim: string, pods: readonly string[]): Text => ({
    ko: `클레임 ${claim} 하나를 ${ko(pods.join(', '), '이/가')} 같이 써요`,
    en: `${pods.join(', ')} share one claim, ${claim}`,
  }),
  anotherOnes: (pod: string, value: string): Text => ({
    ko: `${pod}에 ${ko(value, '이/가')} 적혀 있어요. 같은 명령을 그대로 다시 실행하면 이렇게 돼요. 파드는 자기 이름을 hostname으로 알 수 있어요`,
    en: `${pod} has what belongs to ${value}, as when one command is run again unchanged. A pod tells its own name by hostname`,
  }),
} as const;

function quoted(text: string): string {
  return text === '' ? '""' : text;
}

function koList(fields: readonly Text[]): string {
  return fields.map((field) => field.ko).join(', ');
}

function enList(fields: readonly Text[]): string {
  return fields.map((field) => field.en).join(', ');
}
