import { describe, expect, it, vi } from 'vitest';
import { isAlive } from '../../converter/cli/processes.js';
import { runProgram } from '../../converter/cli/verify/scripts.js';

describe.runIf(process.platform !== 'win32')('a program that verify runs', () => {
  it('takes with it what it left behind', async () => {
    const { code, said } = await runProgram('sh', ['-c', 'sleep 86399 & echo $!'], { cwd: '/', env: process.env });
    expect([code, said]).toEqual([0, expect.stringMatching(/^\d+$/)]);
    await vi.waitFor(() => expect(isAlive(Number(said), /sleep/)).toBe(false));
  });

  it('is told apart by how it ended', async () => {
    expect(await runProgram('sh', ['-c', 'echo no >&2; exit 3'], { cwd: '/', env: process.env })).toEqual({ code: 3, said: 'no' });
    expect(await runProgram('sh', ['-c', 'kill -9 $$'], { cwd: '/', env: process.env })).toEqual({ code: undefined, said: '' });
    expect(await runProgram('/no/such/program', [], { cwd: '/', env: process.env })).toMatchObject({ said: expect.stringContaining('ENOENT') as string });
  });
});
