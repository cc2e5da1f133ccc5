import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Text } from '../durable-objects/grading/results.ts';

/** What went wrong, for a person: says what to do next, in both languages. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly text: Text;
  /** The field of the request that it is about. */
  readonly field: string | undefined;

  constructor(status: ContentfulStatusCode, code: string, text: Text, field?: string) {
    super(`${code}: ${text.en}`);
    this.status = status;
    this.code = code;
    this.text = text;
    this.field = field;
  }
}

/** The body of every answer that isn't a success. */
export interface ProblemBody {
  readonly error: { readonly code: string; readonly message: Text; readonly field?: string };
}

/** Every message of the platform, written once. */
export const problems = {
  notSignedIn: () =>
    new Problem(401, 'not-signed-in', {
      ko: '로그인하지 않았어요. 강사에게 받은 링크나 코드로 들어와 주세요.',
      en: "You aren't signed in. Join with the link or the code from your instructor.",
    }),
  wrongCode: () =>
    new Problem(
      404,
      'wrong-code',
      {
        ko: '코드가 맞지 않아요. 강사에게 받은 여섯 글자를 확인해 주세요.',
        en: "That code doesn't match. Check the six characters from your instructor.",
      },
      'code',
    ),
  nameNeeded: () =>
    new Problem(400, 'name-needed', { ko: '이름을 적어 주세요.', en: 'Enter your name.' }, 'name'),
  classFull: (limit: number) =>
    new Problem(409, 'class-full', {
      ko: `이 반은 ${limit}명까지예요. 강사에게 알려 주세요.`,
      en: `This class is full (${limit} people). Tell your instructor.`,
    }),
  notFound: (what: Text = { ko: '여기', en: 'This page' }) =>
    new Problem(404, 'not-found', {
      ko: `${what.ko}에는 아무것도 없어요. 주소를 확인하거나 다른 이름으로 로그인해 주세요.`,
      en: `${what.en} doesn't exist, or isn't yours. Check the address, or sign in as somebody else.`,
    }),
  notAllowed: () =>
    new Problem(403, 'not-allowed', {
      ko: '이 일은 반의 강사만 할 수 있어요. 강사에게 부탁해 주세요.',
      en: 'Only an instructor of the class can do this. Ask yours.',
    }),
  notOwner: () =>
    new Problem(403, 'not-owner', {
      ko: '다른 사람의 클러스터예요. 볼 수는 있지만 바꿀 수 없어요.',
      en: "This is somebody else's cluster. You can look, but not change it.",
    }),
  operatorOnly: () =>
    new Problem(401, 'operator-only', {
      ko: '운영자 토큰이 필요해요. Authorization: Bearer 헤더로 보내 주세요.',
      en: "This needs the operator's token. Send it as Authorization: Bearer.",
    }),
  otherSite: () =>
    new Problem(403, 'other-site', {
      ko: '다른 사이트에서 온 요청이라 받지 않았어요. LabSet을 새 창에서 열어 주세요.',
      en: 'The request came from another site. Open LabSet in a window of its own.',
    }),
  invalid: (field: string | undefined, why: string) =>
    new Problem(
      400,
      'invalid',
      {
        ko: `${field ?? '요청'} 값이 맞지 않아요. 고쳐서 다시 보내 주세요. (${why})`,
        en: `${field ?? 'The request'} isn't right: ${why}. Correct it and send it again.`,
      },
      field,
    ),
  tooLarge: (limit: number) =>
    new Problem(413, 'too-large', {
      ko: `요청이 너무 커요. ${limit / 1024} KiB까지 보낼 수 있어요.`,
      en: `The request is too large. The limit is ${limit / 1024} KiB.`,
    }),
  noSuchLab: (lab: string) =>
    new Problem(
      400,
      'no-such-lab',
      {
        ko: `${lab} 실습은 목록에 없어요. GET /api/labs에서 골라 주세요.`,
        en: `There is no lab ${lab}. Choose one from GET /api/labs.`,
      },
      'lab',
    ),
  datesOutOfOrder: () =>
    new Problem(
      400,
      'dates-out-of-order',
      {
        ko: '여는 때, 마감, 닫는 때가 이 차례여야 해요.',
        en: 'Opening, due and closing time must come in this order.',
      },
      'dueAt',
    ),
  notOpen: () =>
    new Problem(409, 'not-open', {
      ko: '아직 열리지 않은 과제예요. 여는 때에 다시 와 주세요.',
      en: "This assignment isn't open yet. Come back when it opens.",
    }),
  closed: () =>
    new Problem(409, 'closed', {
      ko: '닫힌 과제라 더 낼 수 없어요. 필요하면 강사에게 말해 주세요.',
      en: 'This assignment is closed. Talk to your instructor if you need more time.',
    }),
  noSubmissionLeft: (limit: number) =>
    new Problem(409, 'no-submission-left', {
      ko: `${limit}번을 모두 냈어요. 필요하면 강사에게 말해 주세요.`,
      en: `All ${limit} submissions are used. Talk to your instructor if you need another.`,
    }),
  upgradeNeeded: () =>
    new Problem(426, 'upgrade-needed', {
      ko: '이 주소는 WebSocket으로만 열려요.',
      en: 'This address only speaks WebSocket.',
    }),
  broken: () =>
    new Problem(500, 'broken', {
      ko: '우리 쪽에서 문제가 생겼어요. 저장한 것은 그대로예요. 잠시 뒤에 다시 해 주세요.',
      en: 'Something broke on our side. What was saved is safe. Try again in a moment.',
    }),
};
