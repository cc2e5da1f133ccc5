/**
 * Appends the particle that fits a word's sound: `withParticle('web-0', '은/는')` is `web-0은`.
 * Digits are read in Sino-Korean, Latin words by how their ending is usually transcribed.
 */
export function withParticle(word: string, pair: Particles): string {
  const [closed, open] = pair.split('/');
  return `${word}${endsClosed(word) ? closed : open}`;
}

type Particles = '은/는' | '이/가' | '을/를' | '이에요/예요';

/** True when the last syllable ends in a consonant (받침). */
function endsClosed(word: string): boolean {
  const last = word.at(-1) ?? '';
  if (/\d/.test(last)) return '013678'.includes(last);
  const code = last.charCodeAt(0);
  if (code >= hangulFirst && code <= hangulLast) return (code - hangulFirst) % 28 !== 0;
  // A letter by itself is read by its name: 비, but 엘, 엠, 엔, 알.
  if (/(^|[^a-z])[a-z]$/i.test(word)) return /[lmnr]/i.test(last);
  return /([bckglmnp]|[aeiou]t)$/i.test(word);
}

const hangulFirst = 0xac00;
const hangulLast = 0xd7a3;
