import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import { pictures, type Site } from './setup.ts';

type RunningSite = Extract<Site, { state: 'running' }>;

/** False where the browser doesn't run; the reason was printed at the start. */
export const hasBrowser: boolean = inject('site').state !== 'skipped';

/** The running product; throws when it could not be started. */
export function site(): RunningSite {
  const given = inject('site');
  if (given.state !== 'running') throw new Error(given.reason);
  return given;
}

export type Language = 'ko' | 'en';

/** Somebody at a browser of their own. */
export class Person {
  readonly page: Page;
  /** What went wrong in the page, as its console says. */
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** Opens a browser and signs in as a demo person. */
  static async signIn(
    id: string,
    language: Language,
    viewport = { width: 1440, height: 900 },
  ): Promise<Person> {
    const browser = await launch();
    const locale = language === 'ko' ? 'ko-KR' : 'en-US';
    const page = await (await browser.newContext({ viewport, locale })).newPage();
    const person = new Person(browser, page);
    await page.goto(`${site().url}/demo/${id}`);
    return person;
  }

  /** Types a command line into the terminal that is shown. */
  async run(line: string): Promise<void> {
    await this.page.locator('.xterm').first().click();
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }

  /** Leaves a picture for people to look at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  async leave(): Promise<void> {
    await this.#browser.close();
  }
}

async function launch(): Promise<Browser> {
  // Says which of its libraries a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { chromium } = await import('playwright-core');
  const { default: bundled } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    args: bundled.args,
    headless: true,
  });
}
