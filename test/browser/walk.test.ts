import { afterEach, describe, expect, test } from 'vitest';
import { hasBrowser, type Language, Person, site } from './person.ts';

const open: Person[] = [];

async function signIn(...of: Parameters<typeof Person.signIn>): Promise<Person> {
  const person = await Person.signIn(...of);
  open.push(person);
  return person;
}

afterEach(async () => {
  for (const person of open.splice(0)) await person.leave();
});

const said = {
  ko: { start: /^(시작하기|이어서 하기)$/, check: '지금 검사하기', met: /마침/, points: '/ 100점' },
  en: { start: /^(Start|Go on)$/, check: 'Check now', met: /met/i, points: '/ 100 pts' },
} as const;

const marker = "for i in 0 1 2; do kubectl exec web-$i -- sh -c 'hostname > /data/marker'; done";

describe.skipIf(!hasBrowser)('a walk through a lab', () => {
  test.each([
    ['ko', 0],
    ['en', 1],
  ] as const)('in %s: the learner passes, the instructor sees it', async (language, which) => {
    const learner = site().learners[which];
    expect(learner).toBeDefined();
    const { page, complaints, ...person } = await walker(learner?.id ?? '', language);
    const words = said[language];
    await page.getByRole('link', { name: words.start }).first().click();
    await page.locator('.xterm').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);

    await person.run('kubectl apply -f web.yaml');
    await page.locator('.task.met').nth(1).waitFor();
    await person.run(marker);
    await page.locator('.task.met').nth(2).waitFor();
    await person.picture(`lab-${language}`);
    await person.run('kubectl scale statefulset web --replicas=0');
    await page.locator('.task.met').nth(4).waitFor();
    await person.picture(`lab-zero-${language}`);
    await person.run('kubectl scale statefulset web --replicas=3');
    await page.locator('.task.met').nth(5).waitFor();
    await page.getByRole('button', { name: words.check }).click();
    await page.locator('.task.met').nth(6).waitFor();
    expect(await page.locator('.guide-meta').innerText()).toContain(`100`);
    await person.picture(`lab-done-${language}`);

    const instructor = await walker(site().instructor, language);
    await instructor.page.goto(`${site().url}/c/demo/live/demo-scale-to-zero`);
    const row = instructor.page.getByRole('row').filter({ hasText: learner?.name ?? '' });
    await row.waitFor();
    await expect.poll(() => row.innerText()).toContain('100');
    await instructor.picture(`board-${language}`);
    expect([...complaints, ...instructor.complaints]).toEqual([]);
  });

  test.each(['ko', 'en'] as const)('on a phone, in %s, the guide is the page', async (language) => {
    const phone = { width: 390, height: 844 };
    const { page, complaints, ...person } = await walker(
      site().learners[2]?.id ?? '',
      language,
      phone,
    );
    await page.getByRole('link', { name: said[language].start }).first().click();
    await page.locator('.task').first().waitFor();
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await person.picture(`phone-${language}`);
    expect(complaints).toEqual([]);
  });
});

async function walker(
  id: string,
  language: Language,
  viewport?: { width: number; height: number },
) {
  const person = await signIn(id, language, viewport);
  return {
    page: person.page,
    complaints: person.complaints,
    run: (line: string) => person.run(line),
    picture: (name: string) => person.picture(name),
  };
}
