/** Korean particles that depend on whether the word before them ends in a consonant. */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로';

/**
 * The word with its particle, chosen by sound: digits and Latin letters are read as they are
 * spoken (`web-0` → 영 → `web-0은`).
 */
export function withParticle(word: string, particle: Particle): string {
  return word + particleAfter(word, particle);
}

/** The particle alone, for a word that is marked up on its own. */
export function particleAfter(word: string, particle: Particle): string {
  const [afterConsonant = '', afterVowel = ''] = particle.split('/');
  const final = finalSound(word);
  // -ㄹ takes 로, as a vowel does.
  if (particle === '으로/로' && final === 'l') return afterVowel;
  return final === '' ? afterVowel : afterConsonant;
}

// How the digits end when read in Korean: 영 일 이 삼 사 오 육 칠 팔 구.
const digits = ['c', 'l', '', 'c', '', '', 'c', 'l', 'l', ''] as const;
// Latin names of letters end in a vowel but for 엘 엠 엔 (and 알, which most people say).
const letters: Readonly<Record<string, 'c' | 'l'>> = { l: 'l', m: 'c', n: 'c', r: 'l' };
// Words that are read as words, by how their last syllable ends.
const soundingEnd = /(?:ng|[bcgkmnp]|[aeiou]t|sh?ip)$/;

/** '' for a vowel, 'l' for ㄹ, 'c' for any other consonant. */
function finalSound(word: string): '' | 'l' | 'c' {
  const last = [...word.replace(/[^\p{L}\p{N}]+$/u, '')].at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    return final === 0 ? '' : final === 8 ? 'l' : 'c';
  }
  if (/\d/.test(last)) return digits[Number(last)] ?? '';
  return latinSound(word.toLowerCase(), last.toLowerCase());
}

function latinSound(word: string, last: string): '' | 'l' | 'c' {
  const run = /[a-z]+$/.exec(word)?.[0] ?? last;
  if (run.length === 1) return letters[last] ?? '';
  if (last === 'l') return 'l';
  return soundingEnd.test(run) ? 'c' : '';
}
