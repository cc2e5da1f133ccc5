import type { Reader } from '../storage/store.ts';
import { matches } from './match.ts';
import { instead, noneTold, stateTold, subjectOf, titleOf } from './object-texts.ts';
import { candidates, isAskedFor, nearest } from './objects.ts';
import { combine, type Finding, type Outcome } from './outcome.ts';
import type { PartialObject } from './schema.ts';
import { texts } from './texts.ts';
import { whyAbsent, whyNot } from './why/index.ts';

type OneOrMore = PartialObject | readonly PartialObject[];

/** Some object matches each partial one now. */
export function lookForAssert(read: Reader, patterns: OneOrMore): Outcome {
  return combine(listOf(patterns).map((pattern) => findingOf(read, pattern)));
}

/** No object matches any of them now. */
export function lookForError(read: Reader, patterns: OneOrMore): Outcome {
  return combine(
    listOf(patterns).map((pattern): Finding => {
      const found = candidates(read, pattern).find((object) => matches(pattern, object));
      return {
        met: !found,
        progress: 'unmet',
        subject: subjectOf(pattern),
        expected: noneTold(pattern),
        observed: found ? stateTold(pattern) : noneTold(pattern),
        why: [],
        evidence: found ? [{ text: titleOf(found) }] : [],
      };
    }),
  );
}

/** Whether one partial object is matched; otherwise what comes nearest, and why it isn't so. */
export function findingOf(read: Reader, pattern: PartialObject): Finding {
  const subject = subjectOf(pattern);
  const expected = stateTold(pattern);
  const found = nearest(read, pattern);
  if (!found) {
    const { why, isStuck } = whyAbsent(read, pattern);
    const begun = isStuck ? 'unmet' : 'waiting';
    const progress = why.length === 0 ? 'todo' : begun;
    const observed = texts.absent;
    return { subject, met: false, progress, expected, observed, why, evidence: [] };
  }
  const { object, differences } = found;
  const evidence = [
    { text: `${titleOf(object)}, resourceVersion ${object.metadata.resourceVersion}` },
  ];
  if (differences.length === 0) {
    return {
      subject,
      met: true,
      progress: 'unmet',
      expected,
      observed: expected,
      why: [],
      evidence,
    };
  }
  const { why, isStuck } = whyNot(read, object, differences);
  return {
    subject,
    met: false,
    progress: isAskedFor(differences) && !isStuck ? 'waiting' : 'unmet',
    expected,
    observed: instead(differences),
    why,
    evidence,
  };
}

function listOf(patterns: OneOrMore): readonly PartialObject[] {
  return Array.isArray(patterns) ? patterns : [patterns as PartialObject];
}
