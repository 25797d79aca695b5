/** What docs/how-to/run-in-production.md says to type names real settings and commands, and its units are what systemd understands. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../src/cli/help.ts';
import { readSettings, settingsPage } from '../../src/config.ts';

const page = readFileSync(new URL('../../docs/how-to/run-in-production.md', import.meta.url), 'utf8');
const blocks = (kind: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');
const [service = '', backup = '', timer = ''] = blocks('ini');
const [nginx = ''] = blocks('nginx');
const [caddy = ''] = blocks('caddy');
const values = (unit: string, name: string): string[] =>
  unit.split('\n').flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));

describe('the page on running in production', () => {
  it('names only settings and commands that there are', () => {
    const known = new Set([...settingsPage().matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name));
    const named = [...new Set(page.match(/\b(?:KINLINE_[A-Z_]+|DATABASE_URL(?:_FILE)?)\b/g) ?? [])];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const commands = [...page.matchAll(/(?:main\.js|`kinline|^kinline) ([a-z]+)/gm)].map(([, name]) => name ?? '');
    expect(commands.length).toBeGreaterThan(6);
    expect(commands.filter((name) => !Object.hasOwn(HELP, name))).toEqual([]);
  });

  it('has a service whose environment Kinline takes, with secrets from files alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kinline-unit-'));
    try {
      writeFileSync(join(folder, 'secret'), 'f'.repeat(64));
      const environment = Object.fromEntries(
        values(service, 'Environment').map((line) => {
          const at = line.indexOf('=');
          return [line.slice(0, at), line.slice(at + 1).replace('%d', folder)];
        }),
      );
      expect(readSettings(environment)).toMatchObject({
        https: true,
        address: 'https://kinline.example.org',
        listen: '127.0.0.1',
        port: 3000,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
    for (const [name, value] of [
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'strict'],
      ['PrivateTmp', 'yes'],
      ['CapabilityBoundingSet', ''],
      ['LimitCORE', '0'],
      ['UMask', '0077'],
    ] as const)
      expect(values(service, name), name).toEqual([value]);
  });

  it('has units that systemd reads without a complaint', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kinline-unit-'));
    try {
      for (const [name, unit] of [
        ['kinline.service', service],
        ['kinline-backup.service', backup],
        ['kinline-backup.timer', timer],
      ] as const)
        writeFileSync(join(folder, name), unit.replaceAll(/^(ExecStart=)\/usr\/bin\/node/gm, `$1${process.execPath}`));
      const complaints = (): string[] | null => {
        const { error, stderr } = spawnSync(
          'systemd-analyze',
          ['verify', '--man=no', join(folder, 'kinline.service'), join(folder, 'kinline-backup.timer')],
          { encoding: 'utf8' },
        );
        if (error !== undefined) return null;
        return stderr.split('\n').filter((line) => /kinline/.test(line) && !/not found|does not exist|No such/.test(line));
      };
      // Where there is no systemd nothing is read; elsewhere it must have nothing to say of these units, and something of a planted fault.
      expect(complaints() ?? []).toEqual([]);
      writeFileSync(join(folder, 'kinline.service'), service.replace('ProtectSystem=', 'ProtectTheSystem='));
      expect((complaints() ?? ['ProtectTheSystem']).join()).toContain('ProtectTheSystem');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has proxies that hand on the name and the address that Kinline believes, and nothing that a client says of itself', () => {
    const { address, port } = readSettings({ KINLINE_HTTPS: 'yes', KINLINE_ADDRESS: 'https://kinline.example.org' });
    const host = new URL(address ?? '').host;
    expect(nginx).toContain(`proxy_pass http://127.0.0.1:${port};`);
    expect(nginx).toContain(`proxy_set_header Host ${host};`);
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for');
    expect(nginx).toMatch(/ssl_protocols TLSv1\.2 TLSv1\.3;/);
    expect(caddy).toContain(`${host} {`);
    expect(caddy).toContain(`reverse_proxy 127.0.0.1:${port}`);
    expect(caddy).toContain('header_up X-Forwarded-For {remote_host}');
    const most = Number(/client_max_body_size (\d+)m/.exec(nginx)?.[1]) * 1_000_000;
    expect(most).toBeGreaterThan(readSettings({}).limits.fileBytes);
  });
});
