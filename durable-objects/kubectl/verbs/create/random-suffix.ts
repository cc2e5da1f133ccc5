import { safeAlphabet } from '../../../lib/random.ts';
import type { Call } from '../../verb.ts';

const suffixLength = 5;

/** A name's ending that no other has: k8s.io/apimachinery/pkg/util/rand String. */
export function randomSuffix(call: Call): string {
  return Array.from({ length: suffixLength }, () =>
    safeAlphabet.charAt(Math.floor(call.random() * safeAlphabet.length)),
  ).join('');
}
