/** Every setting has a default and a sentence, and docs/settings.md says them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings, settingsPage } from '../src/config.ts';
import { LIMITS } from '../src/domain/limits.ts';

const refusal = (environment: Record<string, string>): unknown => {
  try {
    return readSettings(environment);
  } catch (error) {
    return error;
  }
};

describe('the settings', () => {
  it('are none of them needed', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      data: './kinline-data',
      databaseUrl: null,
      https: false,
      secret: null,
      limits: LIMITS,
    });
  });

  it('are what docs/settings.md says', () => {
    expect(readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8')).toBe(settingsPage());
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      KINLINE_PORT: '0',
      KINLINE_DATA: ' /data ',
      KINLINE_LIMIT_ROWS: '10',
      DATABASE_URL: 'postgres://me@here/kinline',
      KINLINE_HTTPS: 'yes',
    });
    expect(settings).toMatchObject({
      port: 0,
      data: '/data',
      databaseUrl: 'postgres://me@here/kinline',
      https: true,
      limits: { ...LIMITS, rows: 10 },
    });
  });

  it.each([
    ['KINLINE_PORT', '70000'],
    ['KINLINE_PORT', 'three'],
    ['KINLINE_LIMIT_ROWS', '0'],
    ['KINLINE_HTTPS', 'maybe'],
    ['KINLINE_LOG', 'shout'],
    ['KINLINE_SECRET', 'short-secret'],
    ['DATABASE_URL', 'mysql://me:password@here/kinline'],
  ])('refuse %s=%s with a sentence that names the setting and keeps its value to itself', (variable, value) => {
    const error = refusal({ [variable]: value });
    expect(error).toMatchObject({ problem: { problem: 'setting-not-valid' } });
    expect(String(error)).toContain(variable);
    expect(String(error)).not.toContain(value);
  });
});
