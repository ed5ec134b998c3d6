import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusLine } from '../../src/views/statusBar';
import { counted, memoryOf } from '../../src/views/words';

describe('the status bar', () => {
  it('says how the server is and what drifted', () => {
    const line = (state: Parameters<typeof statusLine>[0]['state'], drifted = 0): string => {
      const { text, command, severity } = statusLine({ state, message: '' } as Parameters<typeof statusLine>[0], drifted);
      return `${text} → ${command}${severity ? ` (${severity})` : ''}`;
    };
    assert.deepEqual(
      [line('starting'), line('ready'), line('ready', 3), line('untrusted'), line('missing'), line('error'), line('stopped')],
      [
        '$(sync~spin) Autoschematic → autoschematic.showLog',
        '$(check) Autoschematic → autoschematic.resources.focus',
        '$(diff-modified) Autoschematic: 3 drifted → autoschematic.resources.focus',
        '$(lock) Autoschematic: not trusted → workbench.trust.manage (warning)',
        '$(error) Autoschematic: not found → autoschematic.resources.focus (error)',
        '$(error) Autoschematic → autoschematic.showLog (error)',
        '$(circle-slash) Autoschematic → autoschematic.restart',
      ],
    );
  });
});

describe('words', () => {
  it('are for people', () => {
    assert.deepEqual([1, 5_000_000, 46_137_344, 3_221_225_472].map(memoryOf), ['0.0 MB', '4.8 MB', '44 MB', '3.0 GB']);
    assert.deepEqual([counted(1, 'file'), counted(0, 'file'), counted(2, 'conflict')], ['1 file', '0 files', '2 conflicts']);
  });
});
