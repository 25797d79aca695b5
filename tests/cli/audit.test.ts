/** `kinline audit`: from an agency's key to an export that a court can check, and a server that will not start on a log put back in time. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Keeping } from '../../src/app/audit-log.ts';
import type { Opened } from '../../src/app/opened.ts';
import { runCommand } from '../../src/cli/main-command.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startEmbeddedServer } from '../../src/store/embedded/server.ts';
import { asSuperuser, DATABASE_NAME } from '../../src/store/start.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { addLines, keepAudit } from '../store/keep-audit.ts';
import { asProcess, caughtIo, folder } from './kinline.ts';

describe('kinline audit', () => {
  const here = folder();
  let test: TestDatabase;
  let keeping: Keeping & { close: () => Promise<void> };
  beforeAll(async () => {
    test = await testDatabase();
    keeping = keepAudit(test);
    await addLines(test, 300);
  });
  afterAll(async () => {
    here.remove();
    await keeping.close();
    await test.close();
  });

  async function audit(...argv: readonly string[]): Promise<{ status: number; out: string; err: string }> {
    const { io, said } = caughtIo();
    const none = (): Promise<never> => Promise.reject(new Error('Not asked for here.'));
    const opened = { asOwner: keeping.asOwner, context: test.as, data: keeping.data } as unknown as Opened;
    const status = await runCommand(['audit', ...argv], io, { serve: none, asOwner: none, withDatabase: (_, work) => work(opened) });
    return { status, ...said() };
  }
  const well = async (...argv: readonly string[]): Promise<string> => {
    const ran = await audit(...argv);
    expect(ran).toMatchObject({ status: 0, err: '' });
    return ran.out;
  };
  const changed = (name: string, from: string, to: string): string => {
    const text = readFileSync(here.at(name), 'utf8');
    expect(text).toContain(from);
    return here.put(`changed-${name}`, text.replace(from, to));
  };

  it('signs, cosigns, proves, witnesses, exports and verifies', async () => {
    await well('key', '--name', 'police', '--out', here.at('police'));
    expect(statSync(here.at('police')).mode & 0o777).toBe(0o600);
    expect(await well('checkpoint', '--out', here.at('one'))).toContain('300 entries');
    await well('cosign', here.at('one'), '--key', here.at('police'), '--out', here.at('one.police'));
    await addLines(test, 200);
    await well('checkpoint', '--out', here.at('two'));
    await well('prove', '--earlier', here.at('one'), '--checkpoint', here.at('two'), '--out', here.at('two.proof'));
    await well('verify', '--proof', here.at('two.proof'), here.at('one'), here.at('two'));
    const cosigned = [
      '--key',
      here.at('police'),
      '--earlier',
      here.at('one.police'),
      '--proof',
      here.at('two.proof'),
      '--out',
      here.at('two.police'),
    ];
    expect(await well('cosign', here.at('two'), ...cosigned)).toContain('It begins with');
    expect(await well('witness', here.at('two.police'), '--key', here.at('police.pub'))).toContain('501 entries');
    expect(await well('witness', here.at('one.police'), '--key', here.at('police.pub'))).toContain('One of 501 entries was kept already');
    await well('prove', '--entry', '212', '--checkpoint', here.at('two'), '--out', here.at('212.proof'));
    expect(statSync(here.at('212.proof')).size).toBeLessThan(1_700);
    await well('verify', '--proof', here.at('212.proof'), here.at('two'));
    await well('export', '--out', here.at('log'));
    expect(await well('verify', here.at('log'), here.at('one.police'), here.at('two.police'), '--key', here.at('police.pub'))).toContain(
      'Whole: 504 entries',
    );
  });

  it('writes down what its keeper did', async () => {
    expect(
      await test.ask(
        "select operation, verb, practitioner from audit where operation not like '%-%-chronology' and operation ~ 'audit|witness' order by sequence",
      ),
    ).toEqual([
      { operation: 'make-audit-checkpoint', verb: 'export', practitioner: null },
      { operation: 'make-audit-checkpoint', verb: 'export', practitioner: null },
      { operation: 'keep-witnessed-checkpoint', verb: 'add', practitioner: null },
      { operation: 'keep-witnessed-checkpoint', verb: 'add', practitioner: null },
      { operation: 'export-audit', verb: 'export', practitioner: null },
    ]);
  });

  it('says no, and writes nothing, to what does not hold', async () => {
    const none = here.at('none');
    for (const [argv, says] of [
      [['verify', changed('log', '"verb":"read"', '"verb":"add"')], 'First at entry'],
      [['verify', here.at('log'), here.at('one.police')], 'key was not given'],
      [['verify', '--proof', changed('212.proof', '"entry": 212', '"entry": 213'), here.at('two')], 'does not hold'],
      [['verify', '--proof', here.at('212.proof'), here.at('one')], 'does not hold'],
      [['verify', '--proof', here.at('two.proof'), here.at('two'), here.at('one')], 'does not hold'],
      [['cosign', changed('two', '\n501\n', '\n500\n'), '--key', here.at('police'), '--out', none], 'not a checkpoint that its log signed'],
      [['cosign', here.at('two'), '--key', here.at('police.pub'), '--out', none], 'is not a key'],
      [['cosign', here.at('two'), '--key', here.at('police'), '--name', 'school', '--out', none], 'the key of police'],
      [['cosign', here.at('two.police'), '--key', here.at('police'), '--out', none], 'already'],
      [
        ['cosign', here.at('two'), '--key', here.at('police'), '--earlier', here.at('one'), '--proof', here.at('212.proof'), '--out', none],
        'does not show',
      ],
      [['witness', here.at('two'), '--key', here.at('police.pub')], 'damaged'],
      [['prove', '--entry', '502', '--checkpoint', here.at('two'), '--out', none], 'entry 502 of 501'],
      [['key', '--name', 'police', '--out', here.at('police')], 'there already'],
    ] as const) {
      const { status, out, err } = await audit(...argv);
      expect([argv.join(' '), status, out]).toEqual([argv.join(' '), 1, '']);
      expect(err).toContain(says);
    }
    for (const argv of [
      [],
      ['gloat'],
      ['checkpoint'],
      ['export'],
      ['cosign'],
      ['prove', '--out', none],
      ['key', '--name', 'two words', '--out', none],
    ])
      expect([argv, (await audit(...argv)).status]).toEqual([argv, 2]);
    expect(() => readFileSync(none)).toThrow();
  });

  it('does not let the server start on a log that is smaller than what was witnessed', async () => {
    const data = here.at('data');
    const run = (...argv: string[]) => asProcess([...argv, '--data', data]);
    expect(await run('audit', 'checkpoint', '--out', here.at('first'))).toMatchObject({ status: 0 });
    expect(await run('audit', 'checkpoint', '--out', here.at('real'))).toMatchObject({ status: 0 });
    await well('cosign', here.at('real'), '--key', here.at('police'), '--out', here.at('real.police'));
    expect(await run('audit', 'witness', here.at('real.police'), '--key', here.at('police.pub'))).toMatchObject({ status: 0 });
    const server = await startEmbeddedServer(data);
    const owner = openDatabase(asSuperuser(server, DATABASE_NAME));
    await owner.kysely.deleteFrom('audit_leaf').execute();
    await owner.kysely.deleteFrom('audit_node').execute();
    await owner.close();
    await server.stop();
    const { status, err } = await run('serve', '--port', '0');
    expect([status, err]).toEqual([1, expect.stringContaining('The audit log is not what it was. It has 0 entries; 1 were witnessed')]);
    writeFileSync(`${data}/audit-witnessed`, 'x');
    expect((await run('serve', '--port', '0')).err).toContain('damaged');
  }, 240_000);
});
