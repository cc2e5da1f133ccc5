import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../durable-objects/testing/sqlite.ts';
import { TestDesk } from '../../durable-objects/workstation/testing/desk.ts';
import { parseTranscript, playTranscript } from './transcript.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .sort();

// UPDATE_TRANSCRIPTS=1 writes what was printed; the difference is then for a person to read.
const mustUpdate = process.env.UPDATE_TRANSCRIPTS === '1';

describe('transcripts', () => {
  test.each(files)('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const transcript = parseTranscript(text);
    const played = playTranscript(transcript, performer());
    if (mustUpdate) writeFileSync(join(folder, file), played);
    else expect(played).toBe(text);
  });

  test.each(files)('%s, sleeping between any two commands', (file) => {
    const transcript = parseTranscript(readFileSync(join(folder, file), 'utf8'));
    const awake = playTranscript(transcript, performer());
    expect(playTranscript(transcript, performer({ sleepy: true }))).toBe(awake);
  });
});

/** Acts on a new workstation and cluster; `sleepy`: both are stored and woken before every act. */
function performer({ sleepy = false } = {}): (line: string) => string {
  const desk = new TestDesk(sleepy ? openDatabase() : undefined);
  return (line) => {
    if (sleepy) desk.hibernate();
    return desk.perform(line);
  };
}
